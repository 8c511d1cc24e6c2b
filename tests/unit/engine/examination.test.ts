// The connection doctor on sound sources and on planted faults: it names the true cause, and blames nothing where
// nothing is wrong.
import { describe, expect, it } from 'vitest'
import { EXAMINATION_STEPS } from '../../../src/domain/examination'
import { json } from '../fake-fetch'
import type { Patient } from './patient'
import { center, chat, chatWithAccounts, closedWorkspace, openWorkspace, signedIn } from './soundness'
import { isPath, PLANTED } from './planted-faults'
import { PLANTED_IN_CHATS } from './planted-in-chats'

const SOUND: readonly { name: string; make: () => Patient }[] = [
  { name: 'a stream with a sign-in', make: signedIn },
  { name: 'an open workspace', make: openWorkspace },
  { name: 'a workspace with a token', make: closedWorkspace },
  { name: 'whole states', make: center },
  { name: 'a chat where nobody says anything', make: chat },
  { name: 'a chat with accounts', make: chatWithAccounts },
  {
    name: 'a slow but sound stream',
    make: () => Object.assign(signedIn(), { delayMs: 400 }),
  },
]

describe('a sound source', () => {
  it.each(SOUND)('is blamed for nothing: $name', async ({ make }) => {
    const patient = await (await make().watch()).examine()
    expect(patient.isDone()).toBe(true)
    const noticed = patient.findings.filter(({ outcome }) => outcome === 'failed' || outcome === 'notice')
    expect(noticed).toEqual([])
    expect(patient.findings.map(({ step }) => step)).toEqual(EXAMINATION_STEPS)
    expect(patient.news.at(-1)).toEqual({ kind: 'done', complete: true })
  })

  it('is examined over a connection of its own, and what is watched goes on', async () => {
    const patient = await signedIn().watch()
    const watched = patient.page.socket
    await patient.examine()
    expect([patient.page.sockets.all.length, watched.isLive, patient.page.sockets.live]).toEqual([2, true, 1])
    expect([patient.page.mode, patient.page.state.attempt]).toEqual(['websocket', 0])
    expect(patient.page.events('closed')).toEqual([])
  })
})

describe('the true cause is named', () => {
  it.each([...PLANTED, ...PLANTED_IN_CHATS])('of $fault', async ({ make, plant, cause, remedy }) => {
    const patient = make()
    plant(patient)
    await (await patient.watch()).examine()
    expect(patient.isDone()).toBe(true)
    expect(patient.cause).toMatch(cause)
    const blamed = patient.findings.find(({ outcome }) => outcome === 'failed')
    expect(blamed?.remedy).toMatch(remedy)
  })
})

describe('what is worth knowing is a notice, and no fault', () => {
  it('T9: limits that this user may not see', async () => {
    const patient = signedIn()
    patient.proxy = (asked) => (isPath('/rules')(asked) ? json({ detail: 'Not for you' }, 403) : null)
    await (await patient.watch()).examine()
    expect([patient.cause, patient.outcomeOf('metadata')]).toEqual([null, 'notice'])
  })

  it('a backend that has nothing new', async () => {
    const patient = signedIn()
    Object.assign(patient, { lives: false, speaks: false })
    const at = patient.page.clock.now()
    patient.proxy = (asked) =>
      isPath('/latest')(asked) ? json([{ value: 1, event_public_id: 'oven', timestamp: new Date(at) }]) : null
    await (await patient.watch()).examine()
    expect([patient.cause, patient.outcomeOf('updates')]).toEqual([null, 'notice'])
  })

  it('K2: a clock that is some seconds off', async () => {
    const patient = signedIn()
    patient.skewMs = 10_000
    await (await patient.watch()).examine()
    expect([patient.cause, patient.outcomeOf('clock')]).toEqual([null, 'notice'])
  })

  it('garbage between good frames', async () => {
    const patient = openWorkspace()
    let turn = 0
    patient.frame = (socket) => (turn++ % 3 === 0 ? 'NaN' : patient.sound.frame(patient, socket))
    await (await patient.watch()).examine()
    expect([patient.cause, patient.outcomeOf('decoding')]).toEqual([null, 'notice'])
  })
})
