// The journal of this page: listens to whoever has news and records one entry for each (T7: from the beginning,
// whatever view is open). Judges nothing and says nothing aloud.
import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import type { Alarm } from '../domain/alarm-register'
import { EMPTY_JOURNAL, forgetSource, record, restore, type JournalEvent } from '../domain/journal'
import { excerpt } from '../protocols/redaction'
import { journalTexts } from '../texts/journal'
import { useAlarms } from './alarms'
import { useArchive } from './archive'
import { useCommands } from './commands'
import {
  NOT_SIGNED_IN,
  sensorOfAlarm,
  standingOfSignIn,
  toldOfAlarm,
  toldOfChattering,
  toldOfCommand,
  toldOfFlood,
  toldOfLink,
  toldOfSignIn,
  type SignInStanding,
} from './journal-events'
import { useLinks } from './links'
import { useMeasurements } from './measurements'
import { useSources } from './sources'
import { useTimeline } from './timeline'

const OPTIONS = { entriesKept: 1_000 }
/** Characters kept of each text. */
const TEXT_KEPT = 400

/** What news says; the rest is what most news has in common. */
type Told = Pick<JournalEvent, 'kind' | 'level' | 'source' | 'text'> & Partial<JournalEvent>

/** Where entries outlive the page. Both keep what they are told to themselves when they cannot do it. */
export interface JournalArchive {
  /** The newest last. */
  read: () => Promise<unknown[]>
  append: (entries: unknown[]) => void
}

export const useJournal = defineStore('journal', () => {
  const alarms = useAlarms()
  const commands = useCommands()
  const links = useLinks()
  const sources = useSources()
  const timeline = useTimeline()
  const measuredBy = useMeasurements()

  const journal = shallowRef(EMPTY_JOURNAL)
  /** Entries of an earlier page that could not be read. */
  const unreadable = ref(0)
  const signIns = new Map<string, SignInStanding>()

  let archive: JournalArchive | null = null

  function add(told: readonly Told[]): void {
    if (told.length === 0) return
    const events = told.map((one): JournalEvent => ({
      time: sources.serverTime(one.source ?? '', Date.now()),
      timedOnArrival: false,
      sensor: null,
      who: null,
      ...one,
      text: excerpt(one.text, TEXT_KEPT),
      wholeLength: one.text.length > TEXT_KEPT ? one.text.length : null,
    }))
    journal.value = record(journal.value, events, OPTIONS)
    archive?.append(events)
  }

  /** Restores what an earlier page kept, then keeps there what this one records. Where it fails, memory has to do. */
  async function keepIn(kept: JournalArchive): Promise<void> {
    try {
      const [found, { readJournalEvents }] = await Promise.all([kept.read(), import('./restored-journal')])
      const read = readJournalEvents(found)
      unreadable.value = read.unreadable
      // What was recorded meanwhile is not in there yet.
      kept.append([...journal.value.entries])
      archive = kept
      journal.value = restore(journal.value, read.events, OPTIONS)
    } catch {
      archive = null
    }
  }

  timeline.onChanges(({ log }) => {
    add(
      log.map(({ source, level, sensor, time, timed, message }): Told => ({
        source,
        level,
        sensor,
        time,
        kind: 'message',
        text: message,
        timedOnArrival: !timed,
      })),
    )
  })

  links.onNews((news) => {
    const told = toldOfLink(news)
    if (!told) return
    const { source, link } = news.address
    // Also of one that is open alone: the others are opened on demand.
    const parts = sources.protocolOf(source)?.links ?? []
    const label = parts.length > 1 ? parts.find(({ id }) => id === link)?.label : null
    const text = label ? journalTexts.ofPart(label, told.text) : told.text
    add([{ ...told, text, kind: 'connection', source }])
  })

  alarms.onNews((news) => {
    const told = toldOfAlarm(news, measuredBy(news.alarm, news.at))
    if (told) addOfAlarm(news.alarm, { ...told, time: news.at })
  })
  watch(
    () => new Map(alarms.shown.filter(({ chattering }) => chattering).map(({ alarm }) => [alarm.key, alarm])),
    (chattering, before) => {
      for (const [key, alarm] of chattering) {
        if (!before.has(key)) tellOfChattering(alarm, true)
      }
      for (const [key, alarm] of before) {
        if (!chattering.has(key)) tellOfChattering(alarm, false)
      }
    },
  )
  watch(
    () => alarms.floodSince !== null,
    (begins) => add([{ ...toldOfFlood(begins), kind: 'alarm', source: null }]),
  )

  function tellOfChattering(alarm: Alarm, begins: boolean): void {
    addOfAlarm(alarm, toldOfChattering(alarm, begins, measuredBy(alarm, Infinity)))
  }

  function addOfAlarm(alarm: Alarm, told: Pick<Told, 'level' | 'text' | 'time'>): void {
    add([{ ...told, kind: 'alarm', source: alarm.source, sensor: sensorOfAlarm(alarm) }])
  }

  commands.onNews((command) => {
    const { source, target, who, sentAt, answeredAt } = command
    const sensor = command.command.target === 'sensor' ? (target?.id ?? null) : null
    const time = sources.serverTime(source, answeredAt ?? sentAt)
    add([{ ...toldOfCommand(command), kind: 'command', source, sensor, who, time }])
  })

  watch(
    () => sources.configs.map(({ id }) => ({ id, status: sources.status(id) })),
    (all) => {
      for (const { id: source, status } of all) {
        const before = signIns.get(source) ?? NOT_SIGNED_IN
        const after = standingOfSignIn(before, status)
        signIns.set(source, after)
        add(
          toldOfSignIn(before, after, status).map((told): Told => ({ ...told, kind: 'connection', source })),
        )
      }
    },
    // Each state counts, not only the last of those that follow each other at once.
    { flush: 'sync' },
  )

  sources.onUnwatched((id, isGone) => {
    signIns.delete(id)
    if (isGone) journal.value = forgetSource(journal.value, id)
  })

  void keepIn(useArchive().journal)

  return { journal, unreadable, keepIn }
})
