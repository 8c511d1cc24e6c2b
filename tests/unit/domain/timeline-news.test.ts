import { expect, it } from 'vitest'
import type { ChatUpdate } from '../../../src/domain/chat-updates'
import type { JobUpdate } from '../../../src/domain/job-updates'
import { batch, NOON, timeline } from './recording'

it('what a backend tells its chat is handed on in order, with the link that it came by', () => {
  const update: ChatUpdate = { kind: 'connected', people: null, count: 2 }
  const typing: ChatUpdate = { kind: 'typing', conversation: 'main', person: 'Ada', isTyping: true }
  const { chat, jobs, sources } = timeline().take(batch({ link: 'chat', records: [update, typing] }), NOON)
  expect(chat).toMatchObject([
    { source: 'plant', link: 'chat', update },
    { source: 'plant', link: 'chat', update: typing },
  ])
  expect([[...jobs], [...sources]]).toEqual([[], []])
})

it('what it tells of its jobs is kept with the source, and its source has changed', () => {
  const told: JobUpdate = { kind: 'job-state', job: 'a', state: 'running', stateText: 'running', time: NOON }
  const recorded = timeline()
  const { chat, jobs, sources } = recorded.take(batch({ records: [told] }), NOON)
  expect([chat, [...jobs], [...sources]]).toEqual([[], ['plant'], ['plant']])
  expect(recorded.source('plant').jobs.list).toMatchObject([{ job: { id: 'a', state: 'running' } }])
})
