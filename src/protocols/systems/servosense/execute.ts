// Carries out the commands of ServoSense and reads what the server says to them.
import type { CommandOrder, CommandOutcome, Credentials, Request, SourceConfig } from '../../protocol'
import { pathSegment } from '../../path-segment'
import { RequestError } from '../../request-error'
import { finiteNumber, found, isRecord } from '../../wire'
import { authorizationOf, workspaceOf } from './address'
import { START, STOP, THRESHOLD } from './commands'
import { texts } from './runtime-texts'

const words = texts.commands

/** What is refused or not answered rejects as the request did. */
export async function execute(
  request: Request,
  credentials: Credentials | null,
  source: SourceConfig,
  { command, target, value }: CommandOrder,
): Promise<CommandOutcome> {
  const authorization = authorizationOf(credentials)
  const workspace = pathSegment(workspaceOf(source))
  const sensor = pathSegment(target ?? '')
  // Nothing is sent to a place that is not there, and so nothing is left unanswered.
  if (workspace === null) return no(texts.noWorkspace)
  switch (command) {
    case START:
      return readStarted(await request(`/api/sim/start/${workspace}/`, { method: 'POST', authorization }))
    case STOP:
      return readStopped(await request(`/api/sim/stop/${workspace}/`, { method: 'POST', authorization }))
    case THRESHOLD: {
      if (sensor === null) return no(words.noSensor)
      // JSON has no NaN: it would be sent as null, and take the threshold away.
      if (value !== null && !Number.isFinite(value)) return no(words.thresholdInvalid)
      const path = `/api/core/sensors/${sensor}/`
      const body = { threshold: value }
      return readThreshold(await request(path, { method: 'PATCH', authorization, body }), value)
    }
    default:
      return no(words.unknown(command))
  }
}

/** {started: false} says that it was running before (field note). */
function readStarted(answer: unknown): CommandOutcome {
  const started = isRecord(answer) ? answer['started'] : undefined
  if (typeof started !== 'boolean') throw unclear('started', 'true or false', started)
  return yes(started ? words.started : words.runsAlready)
}

function readStopped(answer: unknown): CommandOutcome {
  const stopped = isRecord(answer) ? answer['stopped'] : undefined
  if (typeof stopped !== 'boolean') throw unclear('stopped', 'true', stopped)
  return stopped ? yes(words.stopped) : no(words.notStopped)
}

/** The server answers with the sensor; a field that it does not let this user write is the same as before. */
function readThreshold(answer: unknown, wanted: number | null): CommandOutcome {
  const threshold = isRecord(answer) ? answer['threshold'] : undefined
  if (threshold === null) return wanted === null ? yes(words.thresholdRemoved) : no(words.thresholdIsNone)
  const value = finiteNumber(threshold)
  if (value === null) throw unclear('threshold', 'a number or null', threshold)
  return value === wanted ? yes(words.thresholdSet(value)) : no(words.thresholdIs(value))
}

function unclear(where: string, what: string, answer: unknown): RequestError {
  return new RequestError('unexpected', words.unclear(texts.expected(where, what, found(answer))))
}

function yes(text: string): CommandOutcome {
  return { accepted: true, text }
}

function no(text: string): CommandOutcome {
  return { accepted: false, text }
}
