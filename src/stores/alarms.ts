// The alarms of everything watched: feeds the register, lets its time pass, and shows what is active (rules A1 to A3, A5).
// Writes once a batch at most, however much happened in it (A6).
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { isDelivering } from '../connection/link-state'
import { floodAfter, isStanding, NO_FLOOD } from '../domain/alarm-rates'
import { AlarmRegister, type Alarm, type AlarmNews } from '../domain/alarm-register'
import { LimitAlarms } from '../domain/limit-alarms'
import { rankOf, standingOf, type CardState, type Standing } from '../domain/limits'
import { sensorKey, type SensorKey } from '../domain/recorded-sensor'
import type { EpochMs } from '../domain/updates'
import { useAlarmFeeds } from './alarm-feeds'
import { useAlarmTerms } from './alarm-terms'
import { useComponents } from './components'
import { isIdle, useConditions } from './conditions'
import { useJobs } from './jobs'
import { useLinks, type Link } from './links'
import { useNow } from './now'
import { usePreferences } from './preferences'
import { useSensorSettings } from './sensor-settings'
import { useSources } from './sources'
import { useTimeline } from './timeline'

/** An alarm as it is shown. */
export interface AlarmView extends Standing {
  alarm: Alarm
  rank: number
  /** Came three times within a minute; it may have returned (A3). */
  chattering: boolean
  /** Active for more than a day (A3). */
  standing: boolean
}

export const useAlarms = defineStore('alarms', () => {
  const components = useComponents()
  const conditions = useConditions()
  const jobs = useJobs()
  const links = useLinks()
  const now = useNow()
  const preferences = usePreferences()
  const settings = useSensorSettings()
  const sources = useSources()
  const timeline = useTimeline()

  const register = new AlarmRegister()
  const limits = new LimitAlarms(register)
  const feeds = useAlarmFeeds(register)
  const termsOf = useAlarmTerms()
  const version = shallowRef(0)
  const flood = shallowRef(NO_FLOOD)
  const delivering = new Set<string>()
  const listeners = new Set<(news: AlarmNews) => void>()

  /** Active or chattering, the worst first; among equals in the order in which they came. */
  const shown = computed<readonly AlarmView[]>(() => {
    void version.value
    return [...new Map([...register.active, ...register.chattering]).values()]
      .map(viewOf)
      .sort((a, b) => b.rank - a.rank)
  })
  /** What no highlighted sensor stands for on the page already; of each sensor the worst. */
  const besides = computed(() => {
    const told = new Set<SensorKey>()
    return shown.value.filter(({ alarm, rank }) => {
      const key = sensorOf(alarm)
      if (key === null) return true
      const isNew = rank > conditions.of(key).rank && !told.has(key)
      told.add(key)
      return isNew
    })
  })
  /** Everything abnormal: highlighted sensors, and alarms besides. A lost connection is counted for itself. */
  const counts = computed(() => {
    const lost = besides.value.filter(({ alarm }) => alarm.kind === 'link').length
    const values = conditions.abnormal.map(conditions.of)
    const all = [...values, ...besides.value]
    const count = (wanted: CardState, among: readonly Standing[] = all): number =>
      among.filter(({ state }) => state === wanted).length
    return {
      all: all.length,
      crit: count('crit'),
      warn: count('warn') - lost,
      lastKnown: count('unknown'),
      lost,
    }
  })
  /** More alarms than a person can follow, since when; `null` while there is none (A3). */
  const floodSince = computed(() => flood.value.since)
  const dropped = computed(() => {
    void version.value
    return register.dropped
  })

  /** Whether the alarms of a sensor come and go, or have stood for long. */
  function habitsOf(key: SensorKey): Pick<AlarmView, 'chattering' | 'standing'> {
    const own = shown.value.filter(({ alarm }) => sensorOf(alarm) === key)
    return {
      chattering: own.some(({ chattering }) => chattering),
      standing: own.some(({ standing }) => standing),
    }
  }

  function viewOf(alarm: Alarm): AlarmView {
    const standing = standingOf(alarm.severity, isQuiet(alarm) ? 'stale' : 'live')
    return {
      alarm,
      ...standing,
      rank: rankOf(standing),
      chattering: register.chattering.has(alarm.key),
      standing: isStanding(alarm.life, timeOf(alarm) ?? 0),
    }
  }

  /** Nobody can vouch for it any more: it stays as it was last known, and its time stands still (T8, A5). */
  function isQuiet(alarm: Alarm): boolean {
    const { kind, source, subject } = alarm
    const key = sensorOf(alarm)
    if (key !== null) {
      const { freshness, timeUnknown } = conditions.of(key)
      return freshness === 'stale' || timeUnknown || !links.delivers(source)
    }
    if (kind === 'component') return components.of(`${source}/${subject ?? ''}`)?.freshness === 'stale'
    if (kind === 'job') return jobs.of(`${source}/${subject ?? ''}`)?.freshness === 'stale'
    return kind === 'event' && !links.delivers(source)
  }

  function timeOf(alarm: Alarm): EpochMs | null {
    return sensorOf(alarm) === null ? now.time : limits.clock(alarm, now.time)
  }

  function tick(): void {
    limits.rest(({ key }) => isIdle(conditions.of(key)), Date.now())
    register.tick((alarm) => (isQuiet(alarm) ? null : timeOf(alarm)))
    publish()
  }

  function reviseLimits(): void {
    const here = Date.now()
    for (const { id } of sources.configs) {
      for (const sensor of timeline.all(id)) {
        // What it measured before its component stopped is not to be judged.
        if (isIdle(conditions.of(sensor.key))) continue
        limits.revise(sensor, conditions.limitsOf(sensor), settings.alarmSettings(sensor.key), here)
      }
    }
    publish()
  }

  function noteLinks(): void {
    const here = Date.now()
    feeds.takeLinks(here)
    for (const { id } of sources.configs) {
      const delivers = links.delivers(id)
      if (delivers === delivering.has(id)) continue
      if (delivers) limits.thaw(id, here)
      else limits.freeze(id)
      delivering[delivers ? 'add' : 'delete'](id)
    }
    publish()
  }

  function publish(): void {
    const news = register.takeNews()
    const activated = news.filter(({ to }) => to === 'unacknowledged').length
    flood.value = floodAfter(flood.value, Date.now(), activated)
    version.value = register.version
    for (const { at, ...one } of news) {
      const time = sensorOf(one.alarm) === null ? sources.serverTime(one.alarm.source, at) : at
      for (const listener of listeners) listener({ ...one, at: time })
    }
  }

  /**
   * Calls back with each change of an alarm's state, in order; `at` is on the clock of the source's backend. The
   * returned function takes it back.
   */
  function onNews(listener: (news: AlarmNews) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  sources.onUnwatched((id) => {
    limits.forgetSource(id)
    feeds.forgetSource(id)
    register.forgetSource(id)
    delivering.delete(id)
    publish()
  })
  timeline.onChanges(({ readings, log }) => {
    const here = Date.now()
    const { grounds } = conditions
    for (const { sensor, times, values, provenance } of readings) {
      if (provenance === 'restored') continue
      const { told, calmed } = termsOf(sensor, grounds)
      if (provenance === 'filled') limits.takeHistory(sensor, told, calmed, here)
      else limits.take(sensor, times, values, told, calmed, here)
    }
    for (const entry of log) feeds.takeEvent(entry, here)
    publish()
  })
  // Whether anything held while the page was frozen is not known (C8).
  now.onJump(() => {
    const here = Date.now()
    limits.resetClock(here)
    feeds.resetEvents(here)
    for (const { id } of sources.configs) {
      limits.freeze(id)
      if (delivering.has(id)) limits.thaw(id, here)
    }
  })
  watch(() => now.time, tick)
  watch(
    [
      () => timeline.listRevision,
      () => timeline.limitsRevision,
      () => preferences.severities,
      () => settings.sensors,
    ],
    reviseLimits,
  )
  watch(
    [() => components.all, () => jobs.all],
    () => {
      const here = Date.now()
      feeds.takeComponents(here)
      feeds.takeJobs(here)
      publish()
    },
    { immediate: true },
  )
  watch(() => links.all.map(linkStanding).join(), noteLinks, { immediate: true })

  return { shown, besides, counts, floodSince, dropped, habitsOf, onNews }
})

/** The sensor whose value the alarm is about. */
function sensorOf({ kind, source, subject }: Alarm): SensorKey | null {
  return kind === 'limit' || kind === 'out-of-range' ? sensorKey(source, subject ?? '') : null
}

/**
 * What an alarm of a link hangs on, as one text: it is looked at again only when that changes. The socket tells of
 * signing out while the link was down already.
 */
function linkStanding({ key, state: { value } }: Link): string {
  return `${key} ${value.socket} ${isDelivering(value)} ${value.silent} ${value.attempt}`
}
