// The connection doctor on jobs and chats: two links, nobody who has to say anything, a socket that some servers lack,
// and but so many connections of one user.
import { describe, expect, it } from 'vitest'
import { takeConnection } from '../../../src/connection/connection-slots'
import { settle } from '../fake-clock'
import { protocols } from '../../../src/protocols/registry'
import { fakeLocks } from '../fake-locks'
import type { FakeSocket } from '../fake-socket'
import type { Patient } from './patient'
import { BASE } from './plant'
import { chat, chatWithAccounts, jobs, runningJobs } from './soundness'

const noticesOf = ({ findings }: Patient): string[] =>
  findings.flatMap(({ step, link, outcome }) =>
    outcome === 'notice' ? [`${step} ${link ?? ''}`.trim()] : [],
  )

describe('jobs, and a chat beside them', () => {
  it('are blamed for nothing: each link is examined, the chat too, which nobody has open', async () => {
    const patient = await (await jobs().watch()).examine()
    expect([patient.cause, noticesOf(patient)]).toEqual([null, []])
    const told = patient.findings.map(({ step, link, outcome }) => `${step} ${link ?? ''} ${outcome}`)
    expect(told).toEqual([
      ...['configuration  ok', 'reachable  ok', 'health  skipped', 'authentication  ok', 'metadata  ok'],
      ...['upgrade Streams ok', 'first-frame Streams ok', 'decoding Streams ok', 'heartbeat Streams skipped'],
      ...['upgrade Chat ok', 'first-frame Chat ok', 'decoding Chat skipped', 'heartbeat Chat skipped'],
      ...['clock  ok', 'polling  ok', 'history  skipped'],
      ...['updates Streams ok', 'updates Chat skipped', 'latency  ok'],
    ])
    const words = patient.findings.map((finding) => finding.words)
    expect(words).toContain('The backend lists 4 sensors, one job.')
    expect(words).toContain('The polling endpoint answers, with one job.')
    expect(words).toContain('A ping was sent. This system need not answer it.')
  })

  it('on a server without a socket for them live by polls: a notice, and no fault', async () => {
    const patient = await (await runningJobs().watch()).examine()
    expect([patient.cause, noticesOf(patient)]).toEqual([null, ['upgrade Streams']])
    const { words, remedy } = patient.findings.find(({ outcome }) => outcome === 'notice')!
    expect(words).toBe('The backend has no such live connection. Polls tell the same.')
    expect(remedy).toMatch(/^Nothing has to be done\./)
    // The chat of that server is not told that somebody is there, which it would answer with an error.
    expect(patient.page.sockets.last.sent).toEqual([])
  })

  it('that change in silence between two polls, and are told a moment later, are sound', async () => {
    const patient = jobs()
    patient.speaks = false
    let isChanged = false
    patient.proxy = ({ url }) => {
      if (!url.pathname.endsWith('/streams/') || !patient.isTold('polling')) return null
      if (!isChanged) {
        isChanged = true
        patient.speaks = true
      }
      const stream = { id: 1, name: 'Roll-up', status: 'paused', last_run: null, next_run: null }
      return new Response(JSON.stringify([stream]), { headers: { 'Content-Type': 'application/json' } })
    }
    await (await patient.watch()).examine()
    expect([isChanged, patient.cause]).toEqual([true, null])
  })
})

describe('a chat that takes but so many connections of one user', () => {
  const [link] = protocols.get('workspace-chat')!.links
  const wanted = { baseUrl: BASE, link: link!, credentials: { token: null, name: 'op' } }

  it('gives the examination one of them, and gets it back', async () => {
    const locks = fakeLocks()
    const patient = await chat({ locks }).watch()
    patient.page.send({ kind: 'examine', source: 'plant', number: 1 })
    await patient.pass(2_000)
    const others = [await takeConnection(locks, wanted), await takeConnection(locks, wanted)]
    expect(others.map((giveBack) => giveBack !== null)).toEqual([true, false])
    others[0]?.()
    await patient.examine(2)
    await settle()
    const free = [await takeConnection(locks, wanted), await takeConnection(locks, wanted)]
    expect(free.map((giveBack) => giveBack !== null)).toEqual([true, true])
    expect([patient.cause, patient.page.mode]).toEqual([null, 'websocket'])
  })

  it('is not blamed where other pages of this browser have the others', async () => {
    const locks = fakeLocks()
    const patient = await chat({ locks }).watch()
    await takeConnection(locks, wanted)
    await takeConnection(locks, wanted)
    const before = patient.page.sockets.all.length
    await patient.examine()
    expect([patient.cause, noticesOf(patient)]).toEqual([null, ['upgrade']])
    expect(patient.page.sockets.all).toHaveLength(before)
    const { words } = patient.findings.find(({ step }) => step === 'upgrade')!
    expect(words).toBe(
      'The backend takes 3 connections of one user, and the pages of this browser have them all.',
    )
  })

  it('is told as the cause where that keeps this very page out', async () => {
    const locks = fakeLocks()
    for (let page = 0; page < 3; page++) await takeConnection(locks, wanted)
    const patient = await (await chat({ locks }).watch()).examine()
    expect(patient.cause).toMatch(/^upgrade: The backend takes 3 connections of one user/)
  })

  it.each([
    ['by a frame', { type: 'error', code: 'ALREADY_LOGGED_IN', message: 'op is connected already' }],
    ['by a close only', null],
  ])('is not blamed for refusing a second one while the watched one is up: %s', async (_, frame) => {
    const patient = chatWithAccounts()
    let first: FakeSocket | null = null
    patient.onConnect = (socket) => {
      first ??= socket
      socket.accept()
      if (socket === first) return
      if (frame) socket.receive(frame)
      socket.drop(1008, 'ALREADY_LOGGED_IN')
    }
    await (await patient.watch()).examine()
    expect([patient.cause, noticesOf(patient)]).toEqual([null, ['first-frame']])
    expect(patient.findings.find(({ step }) => step === 'first-frame')?.words).toMatch(
      /^The backend takes no other connection while the watched one is open/,
    )
    expect(patient.page.mode).toBe('websocket')
  })

  it('is blamed for turning somebody away later, at the step that is being taken', async () => {
    const patient = chat()
    await patient.watch()
    patient.page.send({ kind: 'examine', source: 'plant', number: 1 })
    for (let turn = 0; turn < 100 && !patient.isTold('first-frame'); turn++) await patient.pass(250)
    patient.page.sockets.last.receive({ type: 'error', code: 'auth_required', message: 'Token expired' })
    for (let turn = 0; turn < 100 && !patient.isDone(); turn++) await patient.pass(250)
    expect(patient.cause).toMatch(/^decoding: The backend turned the live connection away: .*sign-in/)
    expect(patient.outcomeOf('heartbeat')).toBe('skipped')
  })
})
