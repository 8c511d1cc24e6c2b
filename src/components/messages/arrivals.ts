// Says aloud how many messages came to the conversation that is open, once in a while and together (V3).
import { watch } from 'vue'
import { useAnnouncer } from '../../stores/announcer'
import type { MessageView } from '../../stores/messages'
import { messageTexts } from '../../texts/messages'

/** @param messages of one conversation, the oldest first */
export function useArrivals(messages: () => readonly MessageView[]): void {
  const announcer = useAnnouncer()
  let unspoken = 0

  watch(messages, (all, before) => {
    const known = before.at(-1)
    // What was there before somebody came has not just arrived.
    if (!known) return
    const index = all.findLastIndex(({ key }) => key === known.key)
    const arrived = index < 0 ? 0 : all.slice(index + 1).filter(({ isOwn }) => !isOwn).length
    if (arrived === 0) return
    unspoken += arrived
    announcer.announce(messageTexts.arrived(unspoken), 'messages')
  })
  watch(
    () => announcer.current,
    () => {
      unspoken = 0
    },
  )
}
