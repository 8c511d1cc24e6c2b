// Frames as the document and the field notes show them, and short ways to decode and to look at what came out.
import type { ChatMessage, Outgoing } from '../../../../src/domain/chat-updates'
import type { Rejection, Update } from '../../../../src/domain/updates'
import type { Credentials, Decoder, SourceConfig } from '../../../../src/protocols/protocol'
import { runtimeWith } from './answering'

export const NOON = Date.UTC(2024, 1, 5, 12)
const ARRIVED = NOON + 1_000

export const documented = {
  message: `{
    "type": "message",
    "message": {
      "id": 456, "content": "Message content", "user": "username",
      "timestamp": "2024-02-05T12:00:00Z", "chat_id": 123
    }
  }`,
  typing: '{ "type": "typing", "chat_id": 123, "user": "username", "is_typing": true }',
  status: `{
    "type": "status_update", "stream_id": 123, "status": "running", "timestamp": "2024-02-05T12:00:00Z"
  }`,
  stats: `{
    "type": "execution_stats", "stream_id": 123,
    "stats": { "processed_count": 50, "failed_count": 2, "total_count": 52, "execution_time": "00:05:23" }
  }`,
  error: `{
    "type": "error", "stream_id": 123,
    "error": { "message": "Error description", "code": "ERROR_CODE", "timestamp": "2024-02-05T12:00:00Z" }
  }`,
  connectionError: '{ "type": "error", "code": "connection_error", "message": "Authentication failed" }',
  formatError: '{ "type": "error", "code": "invalid_format", "message": "Invalid message format" }',
  permissionError:
    '{ "type": "error", "code": "permission_denied", "message": "Not authorized for this chat" }',
}

/** Field notes: what the chat of the running server sends. */
export const deployed = {
  heartbeat: { type: 'heartbeat' },
  status: { type: 'status', message: 'Thinking' },
  exchange: {
    type: 'chat_message',
    message: 'How many?',
    response: 'Seven.',
    chat_id: 7,
    timestamp: '2024-02-05T12:00:00.000000',
  },
  complete: { type: 'process_complete' },
  renamed: { type: 'chat_renamed', chat_id: 7, new_title: 'Counting' },
  error: { error: 'No message given' },
}

export const messageWith = (other: object): object => ({
  type: 'message',
  message: {
    id: 456,
    content: 'Message content',
    user: 'username',
    timestamp: '2024-02-05T12:00:00Z',
    chat_id: 123,
    ...other,
  },
})

/** One connection: what is heard on it, and what is said. */
export function connectionOf(decoder: Decoder) {
  const { encoder } = decoder
  return {
    hear: (...frames: unknown[]): Update[] =>
      frames.flatMap((frame) => [
        ...decoder.decode(typeof frame === 'string' ? frame : JSON.stringify(frame), { arrivedAt: ARRIVED }),
      ]),
    open: (credentials: Credentials | null) => encoder?.opening?.(credentials) ?? null,
    ping: () => parsed(encoder?.ping?.()),
    say: (outgoing: Outgoing) => parsed(encoder?.outgoing?.(outgoing)),
    leave: () => parsed(encoder?.leaving?.()),
  }
}

export function chat(options: SourceConfig['options'] = {}) {
  return connectionOf(runtimeWith(options).createDecoder('chat'))
}

export function streams(options: SourceConfig['options'] = {}) {
  return connectionOf(runtimeWith(options).createDecoder('streams'))
}

export const toChat = (text: string, conversation = 'main'): Outgoing => ({
  kind: 'message',
  conversation,
  text,
})
export const types = (isTyping: boolean, conversation = '123'): Outgoing => ({
  kind: 'typing',
  conversation,
  isTyping,
})

function parsed(frame: string | null | undefined): unknown {
  const value: unknown = JSON.parse(frame ?? 'null')
  return value
}

export function messagesOf(updates: readonly Update[]): ChatMessage[] {
  return updates.flatMap((update) => (update.kind === 'messages' ? update.messages : []))
}

export function rejectionsOf(updates: readonly Update[]): Rejection[] {
  return updates.flatMap((update) => (update.kind === 'rejection' ? [update.rejection] : []))
}

export function reasonsOf(updates: readonly Update[]): string[] {
  return rejectionsOf(updates).map(({ reason }) => reason)
}

export function kindsOf(updates: readonly Update[]): string[] {
  return updates.map(({ kind }) => kind)
}

/** Without what a connection tells of itself. */
export function plain(updates: readonly Update[]): Update[] {
  return updates.filter(({ kind }) => kind !== 'self' && kind !== 'chat-abilities')
}
