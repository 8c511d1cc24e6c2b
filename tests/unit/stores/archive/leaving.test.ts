// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { useJournal } from '../../../../src/stores/journal'
import { useSourceList } from '../../../../src/stores/source-list'
import type { SourceConfig } from '../../../../src/protocols/protocol'
import { look, openPage, settle, START } from './pages'

const PLANT: SourceConfig = {
  id: 'plant',
  system: 'webmacs',
  label: 'Plant',
  baseUrl: 'http://localhost:1',
  options: {},
  auth: null,
}

/** A page on which the user added the plant, with a minute of samples kept. */
async function running() {
  const page = await openPage(START, { configuration: { version: 1, sources: [] } })
  const list = useSourceList()
  useJournal()
  list.save(PLANT)
  await settle()
  page.goLive('plant')
  page.list('p')
  page.tell({ kind: 'log', level: 'WARN', message: 'Hot', sensor: null, time: null })
  await page.run('p', 60)
  expect((await look()).keys).not.toEqual([])
  return { ...page, list }
}

test('what is kept of a source that is switched off stays, and is put back when it is switched on', async () => {
  const page = await running()
  // Nobody wrote this one yet.
  page.read('p', 99)
  page.list.switchOff('plant', true)
  await page.flush()
  expect(page.samples('p')).toEqual([])
  expect((await look()).sources).toEqual(['plant'])
  page.list.switchOff('plant', false)
  await settle()
  expect(page.samples('p')).toHaveLength(61)
  expect(page.samples('p').at(-1)?.value).toBe(99)
  expect(new Set(page.samples('p').map(({ provenance }) => provenance))).toEqual(new Set(['restored']))
})

test('C6: nothing is kept of a source that was removed, its entries in the journal included', async () => {
  const page = await running()
  page.list.remove('plant')
  await page.flush()
  const { keys, sources, journal } = await look()
  expect([keys, sources, journal]).toEqual([[], [], []])
  page.list.save(PLANT)
  await settle()
  expect(page.samples('p')).toEqual([])
})

test('what is kept of one backend is not put back under the address of another', async () => {
  const page = await running()
  page.list.save({ ...PLANT, baseUrl: 'http://localhost:2' })
  await settle()
  expect(page.samples('p')).toEqual([])
  await page.flush()
  expect((await look()).keys).toEqual([])
})
