// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useAlarms } from '../../../src/stores/alarms'
import { useComponents } from '../../../src/stores/components'
import { useConditions } from '../../../src/stores/conditions'
import { useJournal } from '../../../src/stores/journal'
import { useKeptCredentials } from '../../../src/stores/kept-credentials'
import { useSensorSettings } from '../../../src/stores/sensor-settings'
import { DEFAULT_SETTINGS } from '../../../src/domain/sensor-settings'
import { batch, described } from '../domain/recording'
import { TOKEN, MILL, listing } from './listing'

describe('C6: a source that is removed', () => {
  async function removed() {
    const told = await listing()
    const [alarms, components, conditions, journal, settings] = [
      useAlarms(),
      useComponents(),
      useConditions(),
      useJournal(),
      useSensorSettings(),
    ]
    const of = (records: Parameters<typeof batch>[0]) => {
      const one = batch(records)
      for (const part of one.parts) part.source = 'mill'
      told.timeline.take(one)
    }
    told.list.save(MILL)
    told.goLive('mill')
    of({ records: [{ kind: 'sensors', sensors: [described('p', {})] }] })
    of({ records: [{ kind: 'limits', access: 'known', limits: [told.limit('p')] }] })
    const reading = batch({ readings: [['p', 0, 99]] })
    reading.parts[0]!.source = 'mill'
    reading.parts[0]!.readings!.times[0] = Date.now()
    told.timeline.take(reading)
    of({ records: [{ kind: 'log', level: 'CRIT', message: 'Fire', sensor: null, time: null }] })
    settings.change('mill/p', { ...DEFAULT_SETTINGS, highWarn: 1 })
    components.expect('mill/c', true)
    told.preferences.chooseSeverity('mill', 'over p', 'crit')
    told.sources.noteSession('mill', { state: 'signed-in', user: null }, { token: TOKEN })
    await nextTick()
    expect(alarms.shown.some(({ alarm }) => alarm.source === 'mill')).toBe(true)
    expect(conditions.abnormal).toContain('mill/p')
    expect(journal.journal.entries.some(({ source }) => source === 'mill')).toBe(true)
    told.list.remove('mill')
    await nextTick()
    return { ...told, alarms, components, conditions, journal, settings }
  }

  test('is unwatched, and its links are gone', async () => {
    const { kinds, links, ids, sources } = await removed()
    expect(kinds('mill')).toEqual(['watch', 'unwatch'])
    expect(links.of('mill')).toEqual([])
    expect(ids()).toEqual(['plant', 'open'])
    expect(sources.entries).toHaveLength(2)
  })

  test('leaves no sensor, condition, alarm or entry of the journal', async () => {
    const { timeline, alarms, conditions, journal } = await removed()
    expect(timeline.listed().filter(({ source }) => source === 'mill')).toEqual([])
    expect(timeline.all('mill')).toEqual([])
    expect(timeline.lastWords('mill')).toBe(null)
    expect(timeline.source('mill').limits.size).toBe(0)
    expect(conditions.abnormal).toEqual([])
    expect(alarms.shown.filter(({ alarm }) => alarm.source === 'mill')).toEqual([])
    expect(journal.journal.entries.filter(({ source }) => source === 'mill')).toEqual([])
    // Looking made nothing known again, and time brings nothing back.
    await vi.advanceTimersByTimeAsync(5_000)
    expect(timeline.listed().filter(({ source }) => source === 'mill')).toEqual([])
    expect(alarms.counts.all).toBe(alarms.shown.length)
  })

  test('leaves no choice, no credentials and no entry in this browser', async () => {
    const { settings, preferences, components, stored } = await removed()
    expect([...settings.sensors.keys()]).toEqual([])
    expect(preferences.severities).toEqual({})
    expect(localStorage.getItem('watchdeck:expected-components')).toBe('[]')
    expect(components.of('mill/c')).toBe(null)
    expect(useKeptCredentials().of('mill')).toBe(null)
    expect(sessionStorage.getItem('watchdeck:credentials')).not.toContain(TOKEN)
    expect(stored()).not.toContain('mill')
  })

  test('that was switched off before leaves nothing either', async () => {
    const { list, sources, journal, tell } = { ...(await listing()), journal: useJournal() }
    list.save(MILL)
    list.switchOff('mill', true)
    tell({ kind: 'log', level: 'WARN', message: 'of the plant', sensor: null, time: null })
    list.remove('mill')
    list.save({ ...MILL, label: 'Another' })
    expect(sources.entries.at(-1)).toMatchObject({ isOff: false, config: { label: 'Another' } })
    expect(journal.journal.entries.some(({ source }) => source === 'plant')).toBe(true)
  })
})

describe('switching off', () => {
  test('unwatches and keeps the entry; switching on watches again', async () => {
    const { list, kinds, ids, sources, timeline } = await listing()
    list.switchOff('plant', true)
    expect(ids()).toEqual(['open'])
    expect(sources.entries.map(({ config, isOff }) => [config.id, isOff])).toEqual([
      ['plant', true],
      ['open', false],
    ])
    expect(timeline.all('plant')).toEqual([])
    expect(sources.byId.get('plant')?.label).toBe('Plant')
    list.switchOff('plant', false)
    expect(kinds('plant')).toEqual(['unwatch', 'watch'])
    expect(ids()).toEqual(['plant', 'open'])
  })

  test('takes the sensors off the wall and keeps the journal', async () => {
    const { list, tell, timeline, ...told } = await listing()
    const journal = useJournal()
    told.goLive('plant')
    tell({ kind: 'sensors', sensors: [described('p', {})] })
    tell({ kind: 'log', level: 'WARN', message: 'Hot', sensor: null, time: null })
    list.switchOff('plant', true)
    expect(timeline.listed()).toEqual([])
    expect(journal.journal.entries.filter(({ source }) => source === 'plant')).not.toEqual([])
  })

  test('what the engine had on its way is for nobody, until it says that it has unwatched', async () => {
    const { list, sources } = await listing()
    expect(sources.hears('plant')).toBe(true)
    list.switchOff('plant', true)
    expect(sources.hears('plant')).toBe(false)
    list.switchOff('plant', false)
    expect(sources.hears('plant')).toBe(false)
    list.switchOff('plant', true)
    list.switchOff('plant', false)
    sources.noteUnwatched('plant')
    expect(sources.hears('plant')).toBe(false)
    sources.noteUnwatched('plant')
    expect(sources.hears('plant')).toBe(true)
  })
})
