import { expect, test } from 'vitest'
import { MessageLog } from '../../../demo/systems/workspace-chat/message-log'
import { partOf } from './wire'
import { startChat, typesOf } from './workspace-chat-kit'

test('the 101st message of a user within a minute is refused and reaches nobody', async () => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  const second = await chat.enter('ada')
  const bo = await chat.enter('bo')
  await typesOf(ada, 1)
  const say = (text: string) => ({ type: 'message:send', text })
  for (let count = 1; count <= 100; count++) ada.send(say(`message ${count}`))
  expect(new Set(await typesOf(ada, 100))).toEqual(new Set(['message:new']))
  second.send(say('one too many'))
  await typesOf(second, 101)
  expect(await second.next()).toEqual({
    type: 'error',
    code: 'RATE_LIMITED',
    message: 'At most 100 messages a minute; try again in 60 s',
  })
  bo.send(say('others may'))
  expect(partOf(await ada.next(), 'data', 'text')).toBe('others may')
  chat.clock.advance(59_999)
  ada.send(say('still too early'))
  expect(await typesOf(ada, 1)).toEqual(['error'])
  chat.clock.advance(1)
  ada.send(say('taken'))
  expect(partOf(await ada.next(), 'data', 'text')).toBe('taken')
})

test('the fourth connection of a user is told why and closed; the other three live', async () => {
  const chat = await startChat()
  const three = [await chat.enter('ada'), await chat.enter('ada'), await chat.enter('ada')]
  const fourth = chat.knock('ada')
  expect(await fourth.next()).toEqual({
    type: 'error',
    code: 'TOO_MANY_CONNECTIONS',
    message: 'Too many connections',
  })
  expect(await fourth.closed).toEqual({ code: 1008, reason: 'Too many connections' })
  for (const client of three) {
    client.send({ type: 'message:send', text: 'here' })
    await client.next()
  }
  const bo = await chat.enter('bo')
  for (const client of three) client.cut()
  await typesOf(bo, 1)
  expect(partOf(await chat.knock('ada').next(), 'type')).toBe('connected')
})

test('a connection is closed after five minutes without a word of its client, whatever it hears', async () => {
  const chat = await startChat()
  const quiet = await chat.enter('quiet')
  const ada = await chat.enter('ada')
  chat.clock.advance(299_999)
  ada.send({ type: 'ping' })
  ada.send({ type: 'message:send', text: 'anybody?' })
  await ada.next()
  chat.clock.advance(1)
  expect(await quiet.closed).toEqual({ code: 1001, reason: 'Idle for 5 minutes' })
  expect(await typesOf(ada, 1)).toEqual(['presence:update'])
  chat.clock.advance(299_998)
  ada.send({ type: 'message:send', text: 'still here' })
  expect(await typesOf(ada, 1)).toEqual(['message:new'])
})

test('a frame of more than 1 MB ends its connection with 1009', async () => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  const envelope = JSON.stringify({ type: 'message:send', text: '' }).length
  ada.send({ type: 'message:send', text: 'x'.repeat(1024 * 1024 - envelope) })
  expect(await typesOf(ada, 1)).toEqual(['message:new'])
  ada.send({ type: 'message:send', text: 'x'.repeat(1024 * 1024 - envelope + 1) })
  expect((await ada.closed).code).toBe(1009)
})

test('P4: of 10,001 messages the oldest is gone, and large ones give way sooner', () => {
  const log = new MessageLog()
  for (let time = 1; time <= 10_001; time++) log.append('ada', 'hello', time)
  expect([log.size, log.newest(20_000).at(-1)?.id, log.newest(1)[0]?.id]).toEqual([10_000, 2, 10_001])
  expect(log.countSince(9_991)).toBe(10)
  for (let time = 1; time <= 40; time++) log.append('ada', 'x'.repeat(1_000_000), time)
  expect([log.size, log.bytes]).toEqual([32, 64_000_000])
})
