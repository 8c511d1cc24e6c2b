// Asks backends for messages from before, one question for each conversation at a time.
import { shallowReactive } from 'vue'
import { MESSAGES_KEPT } from '../domain/conversation'
import { chatTexts } from '../texts/chat'
import { formatCount } from '../texts/format'
import { useEngine } from './engine'
import { useLookupNumbers } from './lookup-numbers'
import { conversationKey, isOfSource } from './read-marks'
import { useTimeline } from './timeline'

export interface OlderMessages {
  asking: boolean
  /** Why none came when they were last asked for. */
  failure: string | null
}

interface Question {
  source: string
  conversation: string
  /** Messages that were known when it was asked. */
  known: number
  /** Nobody asked for it but we ourselves, to learn what was missed (T4). */
  isCatchingUp: boolean
}

const NOT_ASKED: OlderMessages = { asking: false, failure: null }
/** So many more are asked for. */
const MORE = 100

export function useOlderMessages() {
  const engine = useEngine()
  const numbers = useLookupNumbers()
  const timeline = useTimeline()
  const standings = shallowReactive(new Map<string, OlderMessages>())
  const questions = new Map<number, Question>()

  function of(source: string, conversation: string): OlderMessages {
    return standings.get(conversationKey(source, conversation)) ?? NOT_ASKED
  }

  function ask(source: string, conversation: string): void {
    if (of(source, conversation).asking) return
    const known = countOf(source, conversation)
    const key = conversationKey(source, conversation)
    if (known >= MESSAGES_KEPT) {
      const failure = chatTexts.older.keepsNoMore(formatCount(MESSAGES_KEPT))
      standings.set(key, { asking: false, failure })
      return
    }
    standings.set(key, { asking: true, failure: null })
    put({ source, conversation, known, isCatchingUp: false }, Math.min(known + MORE, MESSAGES_KEPT))
  }

  /** Asks for what may have been missed. */
  function catchUp(source: string, conversation: string): void {
    put({ source, conversation, known: countOf(source, conversation), isCatchingUp: true }, MORE)
  }

  function put(question: Question, count: number): void {
    const { source, conversation } = question
    const number = numbers.next()
    questions.set(number, question)
    engine.send({ kind: 'look-up', source, number, lookup: { kind: 'messages', conversation, count } })
  }

  /**
   * An answer without a single message says of which conversation only by the question.
   * @returns that one; `null` where it could be several
   */
  function noteEmpty(source: string): string | null {
    const own = [...questions.values()].filter((one) => one.source === source)
    const [question] = own
    if (!question || own.some(({ conversation }) => conversation !== question.conversation)) return null
    timeline.source(source).chat.noteStart(question.conversation)
    return question.conversation
  }

  /** What it brought came before. */
  function settle(number: number, failure: string | null): void {
    const question = questions.get(number)
    if (!question) return
    questions.delete(number)
    if (question.isCatchingUp) return
    const { source, conversation, known } = question
    const chat = timeline.source(source).chat.conversations.get(conversation)
    const isInVain = !chat?.reachesStart && countOf(source, conversation) <= known
    const why = failure ?? (isInVain ? chatTexts.older.noneCame : null)
    standings.set(conversationKey(source, conversation), { asking: false, failure: why })
  }

  function countOf(source: string, conversation: string): number {
    return timeline.source(source).chat.conversations.get(conversation)?.messages.length ?? 0
  }

  function forgetSource(source: string): void {
    for (const [number, question] of questions) if (question.source === source) questions.delete(number)
    for (const key of [...standings.keys()]) if (isOfSource(key, source)) standings.delete(key)
  }

  return { of, ask, catchUp, noteEmpty, settle, forgetSource }
}
