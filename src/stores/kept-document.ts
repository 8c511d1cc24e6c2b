// A versioned JSON document in this browser's storage. A later version of Watchdeck, or anybody, may have written it:
// what cannot be read is told and left as it was found until the user changes something.
import { useStorage, type RemovableRef } from '@vueuse/core'
import { shallowRef, type ShallowRef } from 'vue'
import { isRecord, parseJson, type WireRecord } from '../protocols/wire'

/** Why nothing at all could be read: a later version of Watchdeck wrote it, or it is no such thing. */
export type DocumentTrouble = 'later-version' | 'unreadable'

/** What every such document comes with. */
export interface Kept {
  trouble: DocumentTrouble | null
  /** The text as it was found; it is written back as long as the user changes nothing. */
  found: string | null
}

export interface DocumentFormat<Content extends Kept> {
  version: number
  nothing: Content
  /** Reads a document of this version; `null` when it is no such thing. */
  read: (document: WireRecord) => Omit<Content, keyof Kept> | null
  write: (content: Content) => object
}

export function readDocument<Content extends Kept>(
  found: string,
  { version, nothing, read }: DocumentFormat<Content>,
): Content {
  const parsed = parseJson(found)
  const document = parsed.ok && isRecord(parsed.value) ? parsed.value : null
  const told = document?.['version']
  if (typeof told === 'number' && told > version) return { ...nothing, trouble: 'later-version', found }
  const content = document && told === version ? read(document) : null
  return content ? { ...nothing, ...content, found } : { ...nothing, trouble: 'unreadable', found }
}

export function writeDocument<Content extends Kept>(
  content: Content,
  { version, write }: DocumentFormat<Content>,
): string {
  return content.found ?? JSON.stringify({ version, ...write(content) })
}

export interface KeptDocument<Content extends Kept> {
  kept: RemovableRef<Content>
  /** Whether the browser keeps what is changed; not when its storage is switched off or full. */
  isKept: ShallowRef<boolean>
  /** Takes the place of whatever was there, a later version's too: the user wants something else. */
  change: (changed: Omit<Content, keyof Kept>) => void
}

export function useKeptDocument<Content extends Kept>(
  key: string,
  format: DocumentFormat<Content>,
): KeptDocument<Content> {
  const isKept = shallowRef(true)
  const kept = useStorage<Content>(key, format.nothing, undefined, {
    shallow: true,
    writeDefaults: false,
    serializer: {
      read: (found) => readDocument(found, format),
      write: (content) => writeDocument(content, format),
    },
    onError: () => {
      isKept.value = false
    },
  })
  const hasStorage = isKept.value

  function change(changed: Omit<Content, keyof Kept>): void {
    isKept.value = hasStorage
    kept.value = { ...format.nothing, ...changed, trouble: null, found: null }
  }

  return { kept, isKept, change }
}
