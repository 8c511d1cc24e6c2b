// T4: an answer is the newest messages; where it does not reach what was known before, some may be missing.
import { describe, expect, test } from 'vitest'
import type { ChatMessage } from '../../../src/domain/chat-updates'
import { chatting, message } from './chatting'
import { NOON } from './recording'

/** Messages of these minutes after noon. */
const of = (...minutes: number[]): ChatMessage[] =>
  minutes.map((minute) => message(`m${minute}`, { time: NOON + minute * 60_000 }))

function gaps({ chat }: ReturnType<typeof chatting>): string[] {
  const conversation = chat.conversations.get('main')
  const all = conversation?.messages.filter((one) => conversation.isAfterGap(one)) ?? []
  return all.map(({ text }) => text)
}

describe('T4: a gap is marked', () => {
  test('before the first message of an answer that reaches nothing known', () => {
    const told = chatting()
    told.read(...of(1, 2))
    told.read(...of(8, 9))
    expect([told.texts(), gaps(told)]).toEqual([['m1', 'm2', 'm8', 'm9'], ['m8']])
  })

  test('also where something came by itself before the answer', () => {
    const told = chatting()
    told.hear(...of(1))
    told.hear(...of(9))
    told.read(...of(8, 9))
    expect(gaps(told)).toEqual(['m8'])
  })

  test('and stays until an answer reaches over it; one that does not reach so far moves it', () => {
    const told = chatting()
    told.read(...of(1, 2))
    told.read(...of(8, 9))
    told.hear(...of(10))
    expect(gaps(told)).toEqual(['m8'])
    told.read(...of(6, 7, 8, 9, 10))
    expect(gaps(told)).toEqual(['m6'])
    told.read(...of(2, 3, 6, 7, 8, 9, 10))
    expect(gaps(told)).toEqual([])
  })

  test('and is none where an answer reached the beginning', () => {
    const told = chatting()
    told.read(...of(1, 2))
    told.read(...of(8, 9))
    told.tell({ kind: 'messages', messages: of(9), reachesStart: true }, false)
    expect(gaps(told)).toEqual([])
  })
})

test('T4: after a connection came back the newest may not be the last, until something tells', () => {
  const told = chatting()
  told.hear(...of(1))
  const endsInGap = (): boolean | undefined => told.chat.conversations.get('main')?.endsInGap
  expect(endsInGap()).toBe(false)
  told.chat.miss()
  expect(endsInGap()).toBe(true)
  told.hear(...of(9))
  expect([endsInGap(), gaps(told)]).toEqual([false, ['m9']])
})

describe('no gap is marked', () => {
  test('in the first answer, nor in one with older ones, nor by frames', () => {
    const told = chatting()
    told.hear(...of(5))
    told.read(...of(3, 4, 5))
    told.read(...of(1, 2, 3, 4, 5))
    told.hear(...of(60))
    expect(gaps(told)).toEqual([])
  })

  test('where an answer begins with what was known', () => {
    const told = chatting()
    told.read(...of(1, 2))
    told.read(...of(2, 8, 9))
    expect(gaps(told)).toEqual([])
  })

  test('where an answer does not say when messages were written', () => {
    const told = chatting()
    told.read(...of(1))
    told.read(message('later', { time: null }))
    expect(gaps(told)).toEqual([])
  })
})

describe('T4: what came by itself after nobody listened', () => {
  test('has a gap before it, where nothing can be asked', () => {
    const told = chatting()
    told.hear(...of(1))
    told.chat.miss()
    told.hear(...of(8))
    told.hear(...of(9))
    expect(gaps(told)).toEqual(['m8'])
  })

  test('has none when an answer told what was missed, before it or after it', () => {
    const told = chatting()
    told.hear(...of(1))
    told.chat.miss()
    told.read(...of(1, 5))
    told.hear(...of(8))
    expect(gaps(told)).toEqual([])
    told.chat.miss()
    told.hear(...of(12))
    expect(gaps(told)).toEqual(['m12'])
    told.read(...of(8, 11, 12))
    expect(gaps(told)).toEqual([])
  })

  test('has none where it is the first that was ever heard', () => {
    const told = chatting()
    told.chat.miss()
    told.hear(...of(1), ...of(2))
    expect(gaps(told)).toEqual([])
  })
})
