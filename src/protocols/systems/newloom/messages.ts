// Reads the messages of the chat. Texts and names pass as they came; a message without one of them is shown without it.
import type { ChatMessage } from '../../../domain/chat-updates'
import type { Update } from '../../../domain/updates'
import { wireTexts } from '../../../texts/wire'
import { rejected } from '../../rejection'
import { Rejections } from '../../rejections'
import { found, idOf, isRecord, text, type WireRecord } from '../../wire'
import type { ChatConnection } from './chat-connection'
import { Fields } from './fields'
import { texts } from './runtime-texts'

/** The documented "Receive Message": {id, content, user, timestamp, chat_id}. */
export function readMessage(given: unknown, frame: string, connection: ChatConnection): Update[] {
  if (!isRecord(given)) return [rejected(wireTexts.expected('message', 'an object', found(given)), frame)]
  const rejections = new Rejections()
  const fields = new Fields(given, 'message', rejections)
  const content = fields.text('content') ?? ''
  const author = text(fields.text('user'))
  if (content === '' && author === null) {
    rejections.add(() => wireTexts.expected('message', 'content or user', 'neither'), frame)
    return rejections.updates
  }
  const chat = idOf(given['chat_id'])
  if (author === null || author === (connection.name ?? author)) {
    const echoed = connection.unanswered.takeEcho(content)
    if (echoed) connection.main.opened(echoed.conversation, chat)
    if (echoed && author !== null) connection.isNamed(author)
  }
  const message: ChatMessage = {
    id: idOf(given['id']),
    conversation: connection.main.conversationOf(chat),
    author,
    text: content,
    time: fields.time('timestamp'),
  }
  return [{ kind: 'messages', messages: [message] }, ...rejections.updates]
}

/** What the running server sends: {message, response, chat_id, timestamp}, the user's own words and the assistant's answer. */
export function readExchange(record: WireRecord, frame: string, connection: ChatConnection): Update[] {
  const rejections = new Rejections()
  const fields = new Fields(record, 'chat_message', rejections)
  const [message, response] = [text(fields.text('message')), text(fields.text('response'))]
  if (message === null && response === null) {
    rejections.add(() => wireTexts.expected('chat_message', 'message or response', 'neither'), frame)
    return rejections.updates
  }
  const { main, unanswered } = connection
  const chat = idOf(record['chat_id'])
  const echoed = message === null ? unanswered.takeMessage() : unanswered.takeEcho(message)
  if (echoed) main.opened(echoed.conversation, chat)
  const common = { id: null, conversation: main.conversationOf(chat), time: fields.time('timestamp') }
  const messages: ChatMessage[] = []
  if (message !== null) messages.push({ ...common, author: connection.ownName, text: message })
  if (response !== null) {
    messages.push({ ...common, author: texts.assistant, text: response, automatic: true })
  }
  return [{ kind: 'messages', messages }, ...rejections.updates]
}
