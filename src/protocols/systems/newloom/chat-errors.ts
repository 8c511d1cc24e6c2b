// Judges the errors of the chat: what they are about is nowhere said, so it is told from what was said before.
import type { Update } from '../../../domain/updates'
import { wireTexts } from '../../../texts/wire'
import { rejected } from '../../rejection'
import type { WireRecord } from '../../wire'
import type { ChatConnection } from './chat-connection'
import {
  CONNECTION_ERROR,
  inPlainWords,
  INVALID_FORMAT,
  PERMISSION_DENIED,
  readError,
  type FrameError,
} from './errors'

export function decodeChatError(record: WireRecord, frame: string, connection: ChatConnection): Update[] {
  const error = readError(record)
  if (error === null) return [rejected(wireTexts.expected('error', 'its words', 'none'), frame)]
  if (isAboutSign(error, connection)) {
    // A deployed server answers the documented heartbeat with an error each time (PROTOCOLS.md): none of the user's
    // business. One that says so in a documented code still takes documented messages.
    connection.unanswered.takeFirst()
    connection.refusesSigns()
    if (error.code === null) connection.dialect.refused('documented')
    else learn(record, error, connection)
    return []
  }
  learn(record, error, connection)
  if (error.code === CONNECTION_ERROR) {
    return [{ kind: 'refusal', action: 'reauthenticate', text: inPlainWords(error) }]
  }
  const { isEmpty } = connection.unanswered
  const message = connection.unanswered.takeMessage()
  if (message) {
    // In a documented code: such a server reads documented messages, and this was none.
    if (error.code === INVALID_FORMAT && message.dialect === 'deployed')
      connection.dialect.refused('deployed')
    return [...connection.noLongerBusy(), { kind: 'message-refused', text: inPlainWords(error) }]
  }
  // "Not authorized for this chat" is about one chat, unless nothing was said and nothing came before.
  if (error.code === PERMISSION_DENIED && isEmpty && !connection.hasHeard) {
    return [{ kind: 'refusal', action: 'stop', text: inPlainWords(error) }]
  }
  return [{ kind: 'log', level: 'WARN', message: inPlainWords(error), sensor: null, time: null }]
}

/** A server that speaks as documented refuses a sign only in so many words, and takes most of them: rather a message is meant. */
function isAboutSign({ code }: FrameError, { dialect, unanswered }: ChatConnection): boolean {
  if (!unanswered.isSignFirst) return false
  if (code === INVALID_FORMAT) return unanswered.firstMessage === null
  return code === null && dialect.known !== 'documented'
}

/** The three codes are the document's; {error} without a type is the running server's (field note). */
function learn(record: WireRecord, { code }: FrameError, { dialect }: ChatConnection): void {
  if (code === CONNECTION_ERROR || code === INVALID_FORMAT || code === PERMISSION_DENIED) {
    dialect.saw('documented')
  } else if (typeof record['type'] !== 'string') dialect.saw('deployed')
}
