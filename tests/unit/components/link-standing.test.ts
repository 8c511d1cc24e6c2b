import { expect, test } from 'vitest'
import { idleLink, type LinkState } from '../../../src/connection/link-state'
import { standingOfLink } from '../../../src/components/connections/link-standing'

const NOW = 1_000_000
const standing = (state: Partial<LinkState>) => standingOfLink({ ...idleLink(NOW), ...state }, NOW)
const FAILURE = { at: NOW, code: 1008, reason: '', text: 'Refused.', remedy: 'sign-in' } as const

test('a live link is its mode and nothing else', () => {
  expect(standing({ socket: 'delivering', attempt: 2 })).toEqual({
    mode: 'websocket',
    shape: 'websocket',
    words: 'Live',
    attempt: null,
    nextTrySeconds: null,
    reason: null,
    abnormal: false,
  })
})

test('T2: an open socket without data is said to be silent, and is abnormal', () => {
  expect(standing({ socket: 'delivering', silent: true })).toMatchObject({
    mode: 'websocket',
    shape: 'silent',
    words: 'Connected, but silent',
    abnormal: true,
  })
})

test('a waiting link tells the attempt to come and the seconds until then', () => {
  const waiting = standing({ socket: 'waiting', attempt: 2, nextTryAt: NOW + 4_200 })
  expect(waiting).toMatchObject({ mode: 'connecting', words: 'Connecting', attempt: 3, nextTrySeconds: 4 })
})

test('a first attempt has no number worth showing', () => {
  expect(standing({ socket: 'opening' }).attempt).toBeNull()
})

test('a due attempt is never said to be 0 s away', () => {
  expect(standing({ socket: 'waiting', attempt: 1, nextTryAt: NOW - 500 }).nextTrySeconds).toBe(1)
})

test('V1: connecting is abnormal only after more than 30 s', () => {
  expect(standing({ socket: 'opening', since: NOW - 30_000 }).abnormal).toBe(false)
  expect(standing({ socket: 'opening', since: NOW - 30_001 }).abnormal).toBe(true)
  expect(standing({ socket: 'waiting', poll: 'on', since: NOW - 60_000 }).abnormal).toBe(false)
})

test('one that failed so often that the user is told says so, until it works again', () => {
  const lost = { attempt: 10, lost: true } as const
  expect(standing({ ...lost, socket: 'waiting' })).toMatchObject({
    mode: 'connecting',
    words: 'Connection lost',
    attempt: 11,
    abnormal: true,
  })
  expect(standing({ ...lost, socket: 'opening', poll: 'on' })).toMatchObject({
    words: 'Polling · connection lost',
    abnormal: true,
  })
  expect(standing({ ...lost, socket: 'delivering' })).toMatchObject({ words: 'Live', abnormal: false })
})

test('a halted socket is abnormal and gives its reason, also while polling goes on', () => {
  expect(standing({ socket: 'halted', failure: FAILURE })).toMatchObject({
    words: 'Halted',
    reason: 'Refused.',
    abnormal: true,
  })
  expect(standing({ socket: 'halted', poll: 'on', failure: FAILURE })).toMatchObject({
    mode: 'polling',
    shape: 'halted',
    words: 'Polling · halted',
    abnormal: true,
  })
})
