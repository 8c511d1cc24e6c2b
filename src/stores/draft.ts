// What the user has written but not sent, by conversation, and what was quoted before a conversation was chosen. Kept for
// the session of this tab: it survives other views and a reload.
import { useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isRecord, parseJson } from '../protocols/wire'
import { conversationKey, isOfSource } from './read-marks'

/** Drafts by source and conversation. */
type Drafts = ReadonlyMap<string, string>

const KEY = 'watchdeck:drafts'
const VERSION = 1

export const useDrafts = defineStore('drafts', () => {
  // A browser that keeps nothing, or no more, costs the drafts at the next reload, not now.
  const drafts = useStorage<Drafts>(KEY, new Map(), sessionStorage, {
    shallow: true,
    writeDefaults: false,
    serializer: { read, write: (all) => JSON.stringify({ version: VERSION, drafts: [...all] }) },
    onError: () => undefined,
  })
  /** Waits for the next conversation that is opened. */
  const quoted = shallowRef<string | null>(null)

  /** The conversation that was open last, where the next quotation goes. */
  const opened = shallowRef<{ source: string; id: string } | null>(null)

  function textOf(source: string, conversation: string): string {
    return drafts.value.get(conversationKey(source, conversation)) ?? ''
  }

  function write(source: string, conversation: string, text: string): void {
    const changed = new Map(drafts.value)
    if (text === '') changed.delete(conversationKey(source, conversation))
    else changed.set(conversationKey(source, conversation), text)
    drafts.value = changed
  }

  /** Adds to what is there, on a line of its own. */
  function add(source: string, conversation: string, text: string): void {
    const before = textOf(source, conversation)
    write(source, conversation, before === '' ? text : `${before.trimEnd()}\n${text}`)
  }

  function quote(text: string): void {
    quoted.value = quoted.value === null ? text : `${quoted.value}\n${text}`
  }

  /** Puts what was quoted into this conversation's draft; answers whether there was anything. */
  function takeQuoted(source: string, conversation: string): boolean {
    if (quoted.value === null) return false
    add(source, conversation, quoted.value)
    quoted.value = null
    return true
  }

  /** The source is configured no longer. */
  function forgetSource(source: string): void {
    if (opened.value?.source === source) opened.value = null
    const others = [...drafts.value].filter(([key]) => !isOfSource(key, source))
    if (others.length < drafts.value.size) drafts.value = new Map(others)
  }

  return { opened, textOf, write, add, quote, takeQuoted, forgetSource }
})

function read(found: string): Drafts {
  const parsed = parseJson(found)
  if (!parsed.ok || !isRecord(parsed.value) || parsed.value['version'] !== VERSION) return new Map()
  const { drafts } = parsed.value
  const entries: unknown[] = Array.isArray(drafts) ? drafts : []
  return new Map(entries.filter(isDraft))
}

function isDraft(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string'
}
