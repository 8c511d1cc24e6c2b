// What is left of an examination that is over, that was ended in its middle, or that never began; and what it must not say.
import { describe, expect, it } from 'vitest'
import type { ExaminationNews, Finding } from '../../../src/domain/examination'
import { Examination } from '../../../src/engine/examination/examination'
import { protocols } from '../../../src/protocols/registry'
import type { Protocol, SourceConfig } from '../../../src/protocols/protocol'
import { FakeClock, settle } from '../fake-clock'
import { json } from '../fake-fetch'
import { FakeSockets } from '../fake-socket'
import { center, chat, closedWorkspace, jobs, signedIn, TOKEN } from './soundness'

const NOTHING_LEFT = { timers: 0, sockets: 0, listeners: 0, requests: 0 }
const config: SourceConfig = {
  id: 'x',
  system: 'control-center',
  label: 'X',
  baseUrl: 'https://elsewhere.example',
  options: {},
  auth: null,
}

/** An examination without an engine. */
function examination(answer: typeof fetch, protocol: Protocol, source: SourceConfig = config) {
  const clock = new FakeClock()
  const sockets = new FakeSockets()
  const news: ExaminationNews[] = []
  const one = new Examination({
    source,
    protocol,
    outside: {
      clock,
      fetch: answer,
      origin: 'https://watch.example',
      WebSocketClass: sockets.WebSocketClass,
    },
    signIn: () => Promise.resolve(null),
    isProven: () => false,
    tell: (told) => void news.push(told),
  })
  const run = async (): Promise<Finding[]> => {
    void one.run()
    for (let turn = 0; turn < 400 && news.at(-1)?.kind !== 'done'; turn++) {
      await settle()
      clock.advance(250)
    }
    return news.flatMap((told) => (told.kind === 'finding' ? [told.finding] : []))
  }
  return { one, run, clock, sockets, news }
}

describe('an examination', () => {
  it('C6: that is over leaves only what is watched', async () => {
    const patient = await signedIn().watch()
    const before = patient.page.leftOver
    await patient.examine()
    expect(patient.page.leftOver).toMatchObject({ sockets: before['sockets'], requests: before['requests'] })
    await patient.page.unwatch()
    patient.page.clock.advance(16)
    expect(patient.page.leftOver).toEqual(NOTHING_LEFT)
  })

  it.each([signedIn, closedWorkspace, center, jobs, chat])(
    'C6: that is ended anywhere in its middle leaves nothing and says that it is over (%#)',
    async (make) => {
      for (let ms = 0; ms <= 12_000; ms += 500) {
        const patient = await Object.assign(make(), { delayMs: 250 }).watch()
        patient.speaks = ms % 1_000 === 0
        patient.page.send({ kind: 'examine', source: 'plant', number: 1 })
        await patient.pass(ms)
        await patient.page.unwatch()
        await settle()
        patient.delayMs = 0
        patient.page.clock.advance(250)
        await settle()
        patient.page.clock.advance(16)
        expect(patient.page.leftOver).toEqual(NOTHING_LEFT)
        expect(patient.news.filter(({ kind }) => kind === 'done')).toHaveLength(1)
        const { length } = patient.news
        await patient.page.pass(60_000, 5_000)
        expect(patient.news).toHaveLength(length)
      }
    },
  )

  it('gives way to the next one of the same source', async () => {
    const patient = await signedIn().watch()
    patient.page.send({ kind: 'examine', source: 'plant', number: 1 })
    await patient.pass(500)
    await patient.examine(2)
    const numbers = patient.page.messages.flatMap((message) =>
      message.kind === 'examined' && message.news.kind === 'done'
        ? [[message.number, message.news.complete]]
        : [],
    )
    expect(numbers).toEqual([
      [1, false],
      [2, true],
    ])
    expect(patient.page.sockets.live).toBe(1)
  })

  it('of a source that is not watched is over at once', () => {
    const patient = signedIn()
    patient.page.send({ kind: 'examine', source: 'nobody', number: 3 })
    expect(patient.page.messages).toEqual([
      { kind: 'examined', source: 'nobody', number: 3, news: { kind: 'done', complete: false } },
    ])
  })

  it('C7: shows no token, whatever a backend repeats', async () => {
    const patient = await signedIn().watch()
    patient.proxy = (asked) =>
      asked.url.pathname.endsWith('/me')
        ? json({ detail: `bad header: ${asked.authorization} in ${TOKEN.slice(0, 20)}` }, 401)
        : null
    await patient.examine()
    expect(patient.outcomeOf('authentication')).toBe('failed')
    expect(JSON.stringify(patient.news)).not.toContain(TOKEN)
    expect(JSON.stringify(patient.news)).not.toContain('eyJ')
  })

  it('C7: not one with the look of a common word either', async () => {
    const patient = closedWorkspace('horses')
    patient.token = 'horses'
    await patient.watch()
    patient.proxy = (asked) =>
      asked.url.pathname.endsWith('/topology/') ? json({ detail: 'horses may not' }, 403) : null
    await patient.examine()
    expect(JSON.stringify(patient.news)).not.toContain('horses')
  })
})

describe('a backend of another origin', () => {
  const controls = protocols.get('control-center')!

  it('that answers and does not let this page read is told from one that is not there', async () => {
    const { run } = examination(
      (_, init) =>
        init?.mode === 'no-cors' ? Promise.resolve(new Response()) : Promise.reject(new TypeError('CORS')),
      controls,
    )
    const reach = (await run()).find(({ step }) => step === 'reachable')
    expect(reach).toMatchObject({ outcome: 'failed', words: expect.stringContaining('CORS') })
    expect(reach?.remedy).toContain('“proxy”')
  })

  it('over http is refused on a page that came over https', async () => {
    const { run, sockets } = examination(() => Promise.reject(new Error('asked')), controls, {
      ...config,
      baseUrl: 'http://elsewhere.example',
    })
    const findings = await run()
    expect(findings[0]).toMatchObject({ step: 'configuration', outcome: 'failed' })
    expect(findings.slice(1).every(({ outcome }) => outcome === 'skipped')).toBe(true)
    expect(sockets.all).toEqual([])
  })
})

describe('a source with several links', () => {
  const whole = protocols.get('control-center')!
  const both: Protocol = {
    ...whole,
    links: [whole.links[0]!, { ...whole.links[0]!, id: 'second', label: 'Second' }],
  }

  it('has each of them examined, and every step told as it was planned', async () => {
    const { run, news } = examination(() => Promise.resolve(json({ components: {}, metrics: {} })), both)
    const findings = await run()
    const planned = news[0]?.kind === 'planned' ? news[0].steps : []
    expect(findings.map(({ step, link }) => ({ step, link }))).toEqual(planned)
    const upgrades = planned.filter(({ step }) => step === 'upgrade').map(({ link }) => link)
    expect(upgrades).toEqual([whole.links[0]!.label, 'Second'])
  })

  it('whose system cannot be loaded is said to be so', async () => {
    const broken = { ...both, load: () => Promise.reject(new Error('offline')) }
    const { run } = examination(() => Promise.reject(new Error('asked')), broken)
    expect((await run())[0]).toMatchObject({ step: 'configuration', remedy: 'Reload the page.' })
  })
})
