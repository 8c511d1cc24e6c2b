// What every file looks like from outside: its length, its first line, its name, and words that silence a check.
import type { Checker } from './project.ts'

const LONGEST_FILE = 250
const NAMES_THAT_SAY_NOTHING = /^(utils?|helpers?)(\.|$)/i
const SILENCERS = /eslint-disable|@ts-ignore|@ts-nocheck|@ts-expect-error/

const isCode = (path: string) => /\.(ts|vue)$/.test(path)

export const filesAreShort: Checker = ({ files }) =>
  [...files].flatMap(([path, text]) => {
    const lines = text.trimEnd().split('\n').length
    return path.startsWith('src/') && lines > LONGEST_FILE
      ? [`${path}: ${lines} lines; the longest may have ${LONGEST_FILE}`]
      : []
  })

export const filesSayWhatTheyOwn: Checker = ({ files }) =>
  [...files]
    .filter(([path, text]) => path.startsWith('src/') && isCode(path) && !beginsWithComment(path, text))
    .map(([path]) => `${path}: begins without a comment that says what it owns`)

function beginsWithComment(path: string, text: string): boolean {
  const start = text.trimStart()
  return path.endsWith('.vue') ? /^(<!--|<script[^>]*>\s*\/\/)/.test(start) : start.startsWith('//')
}

export const namesSaySomething: Checker = ({ files }) =>
  [...files.keys()]
    .filter((path) => path.split('/').some((name) => NAMES_THAT_SAY_NOTHING.test(name)))
    .map((path) => `${path}: a name that says nothing of what is inside`)

export const nothingIsSilenced: Checker = ({ files }) =>
  [...files].flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, index) => (SILENCERS.test(line) ? [`${path}:${index + 1}: silences a check`] : [])),
  )

export const nothingIsAny: Checker = ({ modules }) =>
  modules.flatMap(({ path, anyLines }) =>
    anyLines.map((line) => `${path}:${line}: any; unknown that is parsed tells the truth`),
  )
