// `npm run replay -- file.csv`: reads the recording, creates its sensors in the running demo, and plays it there.

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { BackendClient } from './backend-client'
import { play, type PlayerClock } from './player'
import { durationText, ProgressLine } from './progress'
import { readRecording, type Problem } from './recording'

const USAGE = `Usage: npm run replay -- file.csv [--speed 10] [--url http://127.0.0.1:3000] [--token wm_…]

The file begins with a line "time,<sensor name> [unit],…". Times are ISO 8601 (UTC without a zone), or numbers of
seconds or milliseconds. An empty field is no reading.`

const MOST_PROBLEMS_TOLD = 10

const clock: PlayerClock = { now: () => performance.now(), sleep: (milliseconds) => setTimeout(milliseconds) }

/** Answers the exit code. */
export async function main(parameters: string[]): Promise<number> {
  try {
    const { file, speed, url, token } = optionsIn(parameters)
    const { columns, rows, problems } = readRecording(await textOf(file))
    tell(problems)
    const client = new BackendClient({ url, token, clock })
    const sensors: string[] = []
    for (const column of columns) sensors.push(await client.createSensor(column))
    const names = columns.map(({ name, unit }) => (unit === '' ? name : `${name} [${unit}]`))
    console.log(`Replays ${names.join(', ')} at ${speed} times the recorded pace to ${url}`)
    const line = new ProgressLine(process.stdout)
    const begun = clock.now()
    const { pushed, stored } = await play({
      rows,
      sensors,
      speed,
      clock,
      push: (batch) => client.push(batch),
      onProgress: (position) => line.show(position),
    }).finally(() => line.end())
    const took = durationText(clock.now() - begun)
    console.log(
      `Done in ${took}: ${rows.length} rows, ${pushed} values pushed, ${stored} stored,`,
      count(problems),
    )
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}

/** npm runs scripts at the top of the project, wherever it was called: `file` is meant from there. */
function textOf(file: string): Promise<string> {
  return readFile(resolve(process.env.INIT_CWD ?? '', file), 'utf8').catch((error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new Error(`${file} ${missing ? 'does not exist' : 'cannot be read'}.`)
  })
}

function optionsIn(parameters: string[]) {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      speed: { type: 'string', default: '1' },
      url: { type: 'string', default: 'http://127.0.0.1:3000' },
      token: { type: 'string', default: 'wm_demo_operator_valid' },
    },
  })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new Error(USAGE)
  const speed = Number(values.speed)
  if (!(speed > 0 && speed <= 100_000)) {
    throw new Error(`--speed: expected a number above 0, at most 100000, found "${values.speed}"`)
  }
  if (!/^https?:$/.test(URL.canParse(values.url) ? new URL(values.url).protocol : '')) {
    throw new Error(`--url: expected an http or https address, found "${values.url}"`)
  }
  return { file, speed, url: values.url, token: values.token }
}

function tell(problems: readonly Problem[]): void {
  for (const { line, text } of problems.slice(0, MOST_PROBLEMS_TOLD)) console.warn(`Line ${line}: ${text}`)
  const more = problems.length - MOST_PROBLEMS_TOLD
  if (more > 0) console.warn(`And ${more} more like these.`)
}

function count(problems: readonly Problem[]): string {
  const lines = new Set(problems.map(({ line }) => line)).size
  return lines === 0 ? 'no bad line.' : `${lines} bad ${lines === 1 ? 'line' : 'lines'}.`
}
