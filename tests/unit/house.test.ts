// The rules of the house, kept by reading the source as text. Each rule is checked on this project and shown
// able to fail on a small planted one.
import { describe, expect, test } from 'vitest'
import * as borders from './house/borders.ts'
import { modulesFormNoCircle } from './house/cycles.ts'
import * as files from './house/files.ts'
import * as layers from './house/layers.ts'
import { projectOf, readProject, type Checker } from './house/project.ts'
import { topLevel, topLevelProblems } from './house/top-level.ts'

interface Rule {
  rule: string
  check: Checker
  /** A project that breaks the rule: text by path. */
  planted: Record<string, string>
  /** Beginnings of what the checker says about it, in order. */
  found: string[]
}

const RULES: Rule[] = [
  {
    rule: 'every folder of src is a layer of the design',
    check: layers.layersAreKnown,
    planted: { 'src/services/a.ts': '', 'src/domain/b.ts': '', 'src/main.ts': '' },
    found: ['src/services/a.ts: '],
  },
  {
    rule: 'imports go downwards only through the layers',
    check: layers.importsGoDownwards,
    planted: {
      'src/domain/a.ts': "import type { Link } from '../connection/link'",
      'src/connection/link.ts': "export * from '../domain/a'",
      'src/charts/B.vue': '<script setup lang="ts">\nimport { x } from \'../stores/x\'\n</script>',
      'src/stores/x.ts': "const late = import('../views/Y.vue')",
      'src/views/Y.vue': '<script setup lang="ts">import { x } from \'../stores/x\'</script>',
      'src/texts/z.ts': "type Port = import('../engine/port').Port",
      'src/main.ts': "import Y from './views/Y.vue'",
    },
    found: [
      'src/domain/a.ts: domain may not import connection',
      'src/charts/B.vue: charts may not import stores',
      'src/stores/x.ts: stores may not import views',
      'src/texts/z.ts: texts may not import engine',
    ],
  },
  {
    rule: 'the engine is entered by its port and its client only',
    check: layers.engineHasOneDoor,
    planted: {
      'src/stores/a.ts': "import { step } from '../engine/session'\nimport { open } from '../engine/client'",
      'src/engine/client.ts': "new Worker(new URL('./worker.ts', import.meta.url))",
      'src/engine/worker.ts': "import './session'",
      'src/engine/session.ts': '',
    },
    found: ['src/stores/a.ts: '],
  },
  {
    rule: 'the engine and what is below it know nothing of the page, the domain no package at all',
    check: layers.engineKnowsNoPage,
    planted: {
      'src/engine/a.ts': "import { ref } from 'vue'",
      'src/protocols/b.ts': "import mqtt from 'mqtt'\nimport { useStorage } from '@vueuse/core'",
      'src/domain/c.ts': "import { object } from 'valibot'",
    },
    found: [
      'src/engine/a.ts: engine may not import the package vue',
      'src/protocols/b.ts: protocols may not import the package @vueuse/core',
      'src/domain/c.ts: domain may not import the package valibot',
    ],
  },
  {
    rule: 'modules do not import each other in a circle',
    check: modulesFormNoCircle,
    planted: {
      'src/domain/a.ts': "import './b'",
      'src/domain/b.ts': "import type { C } from './c'",
      'src/domain/c.ts': "import './a'\nimport './d'",
      'src/domain/d.ts': '',
    },
    found: ['src/domain/a.ts -> src/domain/b.ts -> src/domain/c.ts -> src/domain/a.ts'],
  },
  {
    rule: 'only charts/ imports Chart.js and vue-chartjs',
    check: borders.chartsAloneKnowChartJs,
    planted: {
      'src/charts/a.ts': "import { Chart } from 'chart.js'",
      'src/components/b.ts': "import type { Point } from 'chart.js'",
      'src/views/C.vue': '<script setup>\nimport { Line } from "vue-chartjs"\n</script>',
    },
    found: ['src/components/b.ts: ', 'src/views/C.vue: '],
  },
  {
    rule: 'no chart is made with new Chart',
    check: borders.chartsAreComponents,
    planted: { 'src/charts/a.ts': '// never new Chart(canvas)\nconst chart = new Chart(canvas, {})' },
    found: ['src/charts/a.ts:2: '],
  },
  {
    rule: 'systems do not import each other',
    check: borders.systemsAreIslands,
    planted: {
      'src/protocols/systems/plant/index.ts': "import '../mill/decode'\nimport './texts'",
      'src/protocols/systems/plant/texts.ts': '',
      'src/protocols/systems/mill/decode.ts': '',
      'src/protocols/registry.ts': "import.meta.glob('./systems/*/index.ts')",
    },
    found: ['src/protocols/systems/plant/index.ts: plant may not import mill'],
  },
  {
    rule: 'the name of a system stands nowhere in src outside its folder',
    check: borders.systemsAreNamedAtHome,
    planted: {
      'src/protocols/systems/plant/index.ts': "export const id = 'plant'",
      'src/stores/a.ts': "\nif (source.system === 'plant') retry()",
      'src/texts/b.ts': '// Plant says it so.',
    },
    found: ['src/stores/a.ts:2: plant ', 'src/texts/b.ts:1: plant '],
  },
  {
    rule: 'the demo and the page share no code',
    check: borders.demoAndPageAreStrangers,
    planted: {
      'demo/a.ts': "import type { Update } from '../src/domain/updates'",
      'src/stores/b.ts': "import { faults } from '../../demo/faults'",
      'src/domain/updates.ts': '',
    },
    found: ['demo/a.ts: ', 'src/stores/b.ts: '],
  },
  {
    rule: 'no file in src is longer than 250 lines',
    check: files.filesAreShort,
    planted: { 'src/domain/a.ts': '//\n'.repeat(251), 'src/domain/b.ts': '//\n'.repeat(250) },
    found: ['src/domain/a.ts: 251 lines'],
  },
  {
    rule: 'every file in src begins with a comment that says what it owns',
    check: files.filesSayWhatTheyOwn,
    planted: {
      'src/domain/a.ts': 'export const a = 1',
      'src/domain/b.ts': '// Owns b.\nexport const b = 1',
      'src/components/C.vue': '<script setup lang="ts">\n// Shows c.\n</script>',
      'src/components/D.vue': '<script setup lang="ts">\nconst d = 1 // no\n</script>',
      'src/components/E.vue': '<!-- Shows e. -->\n<template><p>e</p></template>',
    },
    found: ['src/domain/a.ts: ', 'src/components/D.vue: '],
  },
  {
    rule: 'no file or folder has a name that says nothing',
    check: files.namesSaySomething,
    planted: { 'src/utils/a.ts': '', 'demo/helpers.ts': '', 'src/domain/outils.ts': '' },
    found: ['src/utils/a.ts: ', 'demo/helpers.ts: '],
  },
  {
    rule: 'no comment silences a check',
    check: files.nothingIsSilenced,
    planted: { 'src/domain/a.ts': '// fine\n// @ts-ignore', 'demo/b.ts': '/* eslint-disable */' },
    found: ['src/domain/a.ts:2: ', 'demo/b.ts:1: '],
  },
  {
    rule: 'nothing has the type any',
    check: files.nothingIsAny,
    planted: {
      'src/domain/a.ts': '// as any other: any\nexport const a: unknown = 1',
      'src/stores/b.ts': 'export function b(x: any) {\n  return x as any\n}',
      'src/views/C.vue':
        '<template>\n  <p />\n</template>\n<script setup lang="ts">\nlet c: any[]\n</script>',
    },
    found: ['src/stores/b.ts:1: ', 'src/stores/b.ts:2: ', 'src/views/C.vue:5: '],
  },
]

const project = readProject()

test('the source of this project was read', () => {
  expect(project.files.has('src/domain/updates.ts')).toBe(true)
  expect(project.modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(0)
})

for (const { rule, check, planted, found } of RULES) {
  describe(rule, () => {
    test('here', () => {
      expect(check(project)).toEqual([])
    })

    test('and a breach is seen', () => {
      const problems = check(projectOf(new Map(Object.entries(planted))))
      expect(problems.map((problem, index) => problem.slice(0, found[index]?.length))).toEqual(found)
    })
  })
}

describe('the top level holds what was agreed and what tools insist on', () => {
  test('here', () => {
    expect(topLevelProblems(topLevel())).toEqual([])
  })

  test('and a stranger is seen', () => {
    expect(topLevelProblems(['src', 'notes.txt'])).toEqual(['notes.txt: not agreed at the top level'])
  })
})
