// Carries out the commands of the Control Center: it always answers 200, and says inside whether it was done.
import type { CommandOrder, CommandOutcome, Credentials, Request } from '../../protocol'
import { excerpt } from '../../redaction'
import { pathSegment } from '../../path-segment'
import { RequestError } from '../../request-error'
import { found, isRecord, text, type WireRecord } from '../../wire'
import { commands } from './commands'
import { errorWords } from '../../error-frames'
import { texts } from './runtime-texts'

const words = texts.commands
/** The deployed server answers when it is done: a restart takes up to 13 s. */
const DEADLINE_MS = 30_000

/** What is refused or not answered rejects as the request did. */
export async function execute(
  request: Request,
  _credentials: Credentials | null,
  { command, target }: CommandOrder,
): Promise<CommandOutcome> {
  if (!commands.some(({ id }) => id === command)) return no(words.unknown(command))
  if (target === null || target === '') return no(words.noComponent)
  const segment = pathSegment(target)
  if (segment === null) return no(words.noAddress)
  const path = `/api/components/${segment}/${command}`
  return readOutcome(await request(path, { method: 'POST', deadlineMs: DEADLINE_MS }), target)
}

/** @param component its key, for an answer that does not name it */
function readOutcome(answer: unknown, component: string): CommandOutcome {
  const record = isRecord(answer) ? answer : {}
  const { success } = record
  if (typeof success !== 'boolean') {
    const what = found(isRecord(answer) ? success : answer)
    throw unclear(texts.expected('success', 'true or false', what))
  }
  const told = isRecord(record['component']) ? record['component'] : {}
  if (!success) return no(errorWords(record) ?? errorWords(told) ?? words.refused)
  return { accepted: true, text: doneWords(told, component) }
}

function doneWords(told: WireRecord, component: string): string {
  const state = text(told['state'])
  return state === null ? words.done : excerpt(words.doneWithState(text(told['name']) ?? component, state))
}

function unclear(what: string): RequestError {
  return new RequestError('unexpected', words.unclear(what))
}

function no(text: string): CommandOutcome {
  return { accepted: false, text }
}
