// Which link carries a source's chat, whether something can be said on it now, and what the server understands.
import { MAIN_CONVERSATION, type Outgoing } from '../domain/chat-updates'
import type { LinkAddress } from '../engine/port'
import type { ChatAbilities } from '../protocols/protocol'
import { useEngine } from './engine'
import { useLinks, type LinkNews } from './links'
import { useSources } from './sources'
import { useTimeline } from './timeline'

/** The answer to what nobody waits to be confirmed. */
const NOBODY_WAITS = 0

export type ChatLinks = ReturnType<typeof useChatLinks>

export function useChatLinks() {
  const engine = useEngine()
  const links = useLinks()
  const sources = useSources()
  const timeline = useTimeline()

  /** What the chat of a source can do; less than its document says where the server lacks it. `null` where it has none. */
  function abilities(source: string): ChatAbilities | null {
    const chat = sources.byId.has(source) ? sources.protocolOf(source)?.chat : undefined
    if (!chat) return null
    const told = timeline.source(source).chat.abilities
    if (!told) return chat
    return { ...chat, presence: chat.presence && told.presence, typing: chat.typing && told.typing }
  }

  function addressOf(source: string): LinkAddress | null {
    const chat = sources.protocolOf(source)?.chat
    return chat ? { source, link: chat.link } : null
  }

  /** The number of the connection on which something can be said now; `null` while there is none. */
  function connectionOf(source: string): number | null {
    const address = addressOf(source)
    const state = links.of(source).find((one) => one.address.link === address?.link)?.state.value
    return state?.socket === 'delivering' ? state.connection : null
  }

  /** Says what need not arrive; answers whether there was a connection to say it on. */
  function say(source: string, outgoing: Outgoing): boolean {
    const address = addressOf(source)
    if (!address || connectionOf(source) === null) return false
    engine.send({ kind: 'send', address, number: NOBODY_WAITS, outgoing })
    return true
  }

  /** Calls back when the connection that carries a chat comes and goes; the returned function takes it back. */
  function onConnection(listener: (source: string, isThere: boolean) => void): () => void {
    return links.onNews(({ address, before, state }: LinkNews) => {
      if (addressOf(address.source)?.link !== address.link) return
      const [was, is] = [before.socket === 'delivering', state.socket === 'delivering']
      if (was !== is) listener(address.source, is)
    })
  }

  /** Conversations that something was said in; one that somebody can begin by writing is always there. */
  function conversationsOf(source: string): string[] {
    const known = [...timeline.source(source).chat.conversations.keys()]
    const chat = abilities(source)
    const hasMain = chat !== null && (chat.hasMain ?? !chat.hasConversations)
    // First also when something was said elsewhere before (V6).
    return hasMain ? [MAIN_CONVERSATION, ...known.filter((id) => id !== MAIN_CONVERSATION)] : known
  }

  return { abilities, addressOf, connectionOf, say, onConnection, conversationsOf }
}
