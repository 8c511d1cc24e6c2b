// Tells the others that the user is typing: seldom, only while somebody can hear it, and never later than it is true.
import { useEventListener } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import type { ChatLinks } from './chat-links'
import { conversationKey } from './read-marks'

/** That somebody types is not said more often. */
const SAY_AGAIN_AFTER_MS = 3_000
/** Who typed nothing for so long types no more. */
const STOPS_AFTER_MS = 5_000

interface OwnTyping {
  source: string
  conversation: string
  stopping: ReturnType<typeof setTimeout> | null
  /** On the steady clock. */
  saidAt: number
  isSaid: boolean
}

export function useOwnTyping(links: ChatLinks) {
  const all = new Map<string, OwnTyping>()

  function set(source: string, conversation: string, isTyping: boolean): void {
    const key = conversationKey(source, conversation)
    const known = all.get(key)
    if (!isTyping) {
      if (known) stop(known)
      return
    }
    if (!links.abilities(source)?.typing || links.connectionOf(source) === null) return
    const own = known ?? { source, conversation, stopping: null, saidAt: -Infinity, isSaid: false }
    all.set(key, own)
    if (performance.now() - own.saidAt >= SAY_AGAIN_AFTER_MS) {
      own.isSaid = links.say(source, { kind: 'typing', conversation, isTyping: true })
      own.saidAt = performance.now()
    }
    if (own.stopping !== null) clearTimeout(own.stopping)
    own.stopping = setTimeout(() => stop(own), STOPS_AFTER_MS)
  }

  function stop(own: OwnTyping): void {
    const { source, conversation, isSaid } = own
    quieten(own)
    if (isSaid) links.say(source, { kind: 'typing', conversation, isTyping: false })
  }

  function quieten(own: OwnTyping): void {
    if (own.stopping !== null) clearTimeout(own.stopping)
    own.stopping = null
    own.isSaid = false
  }

  /** The connection is gone, and with it what was said on it. */
  function forgetSource(source: string): void {
    for (const [key, own] of all) {
      if (own.source !== source) continue
      quieten(own)
      all.delete(key)
    }
  }

  function stopAll(): void {
    for (const own of all.values()) stop(own)
  }

  useEventListener(window, 'pagehide', stopAll)
  onScopeDispose(() => {
    for (const own of all.values()) quieten(own)
  })

  return { set, forgetSource }
}
