// Frames as the document and the field notes show them, and short ways to decode and to look at what came out.
import type { ChatMessage } from '../../../../src/domain/chat-updates'
import type { Update } from '../../../../src/domain/updates'
import type { SourceConfig } from '../../../../src/protocols/protocol'
import { createDecoder } from '../../../../src/protocols/systems/workspace-chat/decode'
import { sourceWith } from './answering'

export const ARRIVED = Date.UTC(2026, 0, 16, 10, 0, 1)
export const TIME = Date.UTC(2026, 0, 16, 10)

/** "Server → Client", with one of each choice. */
export const documented = {
  connected: `{
    "type": "connected",
    "userId": "ws_user_1704993600000",
    "username": "john_doe",
    "timestamp": "2026-01-16T10:00:00.000Z",
    "connectedUsers": 5
  }`,
  message: `{
    "type": "message:new",
    "data": {
      "id": "msg_1704993600001",
      "userId": "user_1",
      "username": "john_doe",
      "text": "Hello everyone!",
      "createdAt": "2026-01-16T10:00:00.000Z"
    }
  }`,
  presence: `{
    "type": "presence:update",
    "data": { "userId": "user_1", "username": "john_doe", "status": "away" }
  }`,
  typing: `{
    "type": "typing:indicator",
    "data": { "userId": "user_1", "username": "john_doe", "isTyping": true }
  }`,
}

/** Field note "Newer servers". */
export const newer = {
  acknowledged: '{"type":"auth:ack","ok":true}',
  userCount: '{"type":"userCount","count":2,"users":["john_doe","jane"]}',
  message: `{"type":"message:new","data":{"id":42,"username":"jane","pseudo":"jane","text":"Hi","message":"Hi",
    "createdAt":"2026-01-16T10:00:00.000Z","created_at":"2026-01-16T10:00:00.000Z"}}`,
}

export function asFrame(frame: unknown): string {
  return typeof frame === 'string' ? frame : JSON.stringify(frame)
}

/** One connection: decodes what it is given, and says what its encoder says. */
export function connection(options: SourceConfig['options'] = {}) {
  const { decode, encoder } = createDecoder(sourceWith(options))
  const hear = (...frames: unknown[]): Update[] =>
    frames.flatMap((frame) => decode(asFrame(frame), { arrivedAt: ARRIVED }))
  return { hear, encoder: encoder! }
}

export function decode(...frames: unknown[]): Update[] {
  return connection().hear(...frames)
}

/** The documented message with something else about it. */
export function withMessage(other: object): object {
  const message: unknown = { id: 'msg_1', username: 'jane', text: 'Hi', createdAt: '2026-01-16T10:00:00Z' }
  return { type: 'message:new', data: Object.assign({}, message, other) }
}

export function messagesOf(updates: readonly Update[]): ChatMessage[] {
  return updates.flatMap((update) => (update.kind === 'messages' ? update.messages : []))
}

export function reasonsOf(updates: readonly Update[]): string[] {
  return updates.flatMap((update) => (update.kind === 'rejection' ? [update.rejection.reason] : []))
}

export function kindsOf(updates: readonly Update[]): string[] {
  return updates.map(({ kind }) => kind)
}
