// Carries out the commands of NewLoom and reads what the server says to them.
import { wireTexts } from '../../../texts/wire'
import { errorWords, isError } from '../../error-frames'
import { pathSegment } from '../../path-segment'
import type { CommandOrder, CommandOutcome, Credentials, Request } from '../../protocol'
import { excerpt } from '../../redaction'
import { RequestError } from '../../request-error'
import { found, isRecord, text } from '../../wire'
import { writing } from './address'
import type { Api, Ask } from './api'
import { PAUSE, RUN, START } from './commands'
import { texts } from './runtime-texts'

const words = texts.commands
/** A run may be answered when it is done only. */
const RUN_DEADLINE_MS = 60_000
const STATUS_SHOWN = 40

/** What is refused or not answered rejects as the request did. */
export async function execute(
  api: Api,
  request: Request,
  credentials: Credentials | null,
  { command, target }: CommandOrder,
): Promise<CommandOutcome> {
  const stream = pathSegment(target ?? '')
  // Nothing is sent to a place that is not there, and so nothing is left unanswered.
  if (stream === null) return no(words.noStream)
  const ask = api.asking(request, credentials)
  const path = `/streams/${stream}/`
  switch (command) {
    case START:
      return setStatus(ask, path, credentials, 'active')
    case PAUSE:
      return setStatus(ask, path, credentials, 'paused')
    case RUN: {
      const options = { method: 'POST' as const, deadlineMs: RUN_DEADLINE_MS, ...writing(credentials) }
      return readRan(await ask(`${path}execute/`, options))
    }
    default:
      return no(words.unknown(command))
  }
}

/** The server answers with the stream as it is now. */
async function setStatus(
  ask: Ask,
  path: string,
  credentials: Credentials | null,
  status: 'active' | 'paused',
): Promise<CommandOutcome> {
  const answer = await ask(path, { method: 'PATCH', body: { status }, ...writing(credentials) })
  const now = isRecord(answer) ? text(answer['status'])?.trim().toLowerCase() : undefined
  if (now === undefined) {
    const what = wireTexts.expected('status', 'a text', found(isRecord(answer) ? answer['status'] : answer))
    throw new RequestError('unexpected', words.unclear(what))
  }
  // One that was started may run at once.
  const isDone = status === 'active' ? now !== 'paused' && now !== 'failed' : now === status
  if (!isDone) return no(words.isStill(excerpt(now, STATUS_SHOWN)))
  return yes(status === 'active' ? words.started : words.paused)
}

/** What it answers is nowhere described: any answer that is no error will do. */
function readRan(answer: unknown): CommandOutcome {
  if (!isRecord(answer)) return yes(words.ran)
  const isRefused = answer['success'] === false || isError(answer)
  if (isRefused) return no(errorWords(answer) ?? words.refused)
  return yes(errorWords(answer) ?? words.ran)
}

function yes(text: string): CommandOutcome {
  return { accepted: true, text }
}

function no(text: string): CommandOutcome {
  return { accepted: false, text }
}
