// Up to which message the user has read each conversation, kept in this browser by the time of the newest one that was
// read: no number of a message outlives the page.
import { finiteNumber, isRecord } from '../protocols/wire'
import type { EpochMs } from '../domain/updates'
import { useKeptDocument, type DocumentFormat, type Kept } from './kept-document'

interface KeptMarks extends Kept {
  /** By source and conversation. */
  marks: ReadonlyMap<string, EpochMs>
}

/** Those of conversations that were not read for the longest time are let go of. */
const MARKS_KEPT = 1_000

const KEPT_MARKS: DocumentFormat<KeptMarks> = {
  version: 1,
  nothing: { marks: new Map(), trouble: null, found: null },
  read: ({ marks }) => {
    if (!isRecord(marks)) return null
    const times = Object.entries(marks).map(([key, time]) => [key, finiteNumber(time)] as const)
    return { marks: new Map(times.filter((entry): entry is [string, EpochMs] => entry[1] !== null)) }
  },
  write: ({ marks }) => ({ marks: Object.fromEntries(marks) }),
}

/** Both may hold any character: no two pairs have one key. */
export function conversationKey(source: string, conversation: string): string {
  return JSON.stringify([source, conversation])
}

export function isOfSource(key: string, source: string): boolean {
  return key.startsWith(`[${JSON.stringify(source)},`)
}

export function useReadMarks() {
  const { kept, change } = useKeptDocument('watchdeck:read', KEPT_MARKS)

  function of(key: string): EpochMs | null {
    return kept.value.marks.get(key) ?? null
  }

  /** Read up to this time, or further if that was known already. */
  function set(key: string, time: EpochMs): void {
    if (time <= (of(key) ?? -Infinity)) return
    const others = [...kept.value.marks].filter(([one]) => one !== key)
    change({ marks: new Map([...others, [key, time] as const].slice(-MARKS_KEPT)) })
  }

  function forgetSource(source: string): void {
    const others = [...kept.value.marks].filter(([key]) => !isOfSource(key, source))
    if (others.length < kept.value.marks.size) change({ marks: new Map(others) })
  }

  return { kept, of, set, forgetSource }
}
