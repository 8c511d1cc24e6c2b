// Which cards of a wall are near the screen, and how much of each is there: a frame with its name, what it says, its chart.
// Far from the screen a card sleeps; of very many only some keep more than their frames then. One observer for all of them,
// and a few cards a frame, so that scrolling stays fluent (P1).
import { nextTick, type ShallowRef } from 'vue'
import { givesWayUntil, NOT_EACH_FRAME } from '../charts'
import { Slices } from './slices'

/** 0: its frame with its name and state; 1: what it says as well; 2: with its chart. */
export type Depth = 0 | 1 | 2

/** How much of a card is there, and whether that is brought up to date; asleep, all but its frame is hidden. */
export interface Nearness {
  readonly depth: Readonly<ShallowRef<Depth>>
  readonly isAwake: Readonly<ShallowRef<boolean>>
}

interface Card extends Nearness {
  readonly depth: ShallowRef<Depth>
  readonly isAwake: ShallowRef<boolean>
  isNear: boolean
  isOnScreen: boolean
  takeBack: (() => void) | null
}

/** Of so few cards each is awake wherever it is, while the machine can carry it. */
const MOST_AWAKE = 60
/** So many that nobody sees stay, asleep, to be there at once when they are scrolled to or found again. */
const MOST_ASLEEP = 200

/** This much of the screen's height beyond each of its edges is near. */
const MARGIN = '25%'
/**
 * What is seen comes before what may be seen soon, and words before charts. What was left behind goes before another chart
 * is made that nobody sees yet, or scrolling on and on would heap them up.
 */
const URGENCY = { seen: { words: 0, chart: 1 }, cards: 2, near: { words: 3, chart: 5 }, leaving: 4, far: 6 }

/** What is done with a card next. */
interface Step {
  act: (card: Card) => void
  urgency: number
}

export class NearScreen {
  readonly #slices = new Slices({
    now: () => performance.now(),
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (id) => cancelAnimationFrame(id),
    givesWayUntil,
    // To lay out what came is a part of its work, and would else come on top of a frame's.
    settled: async () => {
      await nextTick()
      document.body.getBoundingClientRect()
    },
  })
  readonly #cards = new Map<Element, Card>()
  /** The longest there first. */
  readonly #asleep = new Set<Card>()
  #count = 0
  #keepsOffScreen = true
  #observer = this.#observeWithin(MARGIN)

  /** Does a piece of work, as to show some cards, in one of the next frames; the returned function takes it back. */
  inSlices(piece: () => void): () => void {
    return this.#slices.add(piece, URGENCY.cards)
  }

  /** @param count how many cards the whole wall has */
  setCount(count: number): void {
    if (count === this.#count) return
    this.#count = count
    for (const card of this.#cards.values()) this.#plan(card)
  }

  /** Whether cards off the screen may be awake, or made before they come near it. */
  keepOffScreen(keeps: boolean): void {
    if (keeps === this.#keepsOffScreen) return
    this.#keepsOffScreen = keeps
    this.#observer.disconnect()
    this.#observer = this.#observeWithin(keeps ? MARGIN : '0px')
    // It tells of each card anew, which then comes or goes.
    for (const element of this.#cards.keys()) this.#observer.observe(element)
  }

  observe(element: Element, { depth, isAwake }: Pick<Card, keyof Nearness>): void {
    // Until the browser tells where it is, it is where it was made for.
    const isOnScreen = isAwake.value
    this.#cards.set(element, { depth, isAwake, isNear: isOnScreen, isOnScreen, takeBack: null })
    this.#observer.observe(element)
  }

  unobserve(element: Element): void {
    const card = this.#cards.get(element)
    card?.takeBack?.()
    if (card) this.#asleep.delete(card)
    this.#cards.delete(element)
    this.#observer.unobserve(element)
  }

  stop(): void {
    this.#observer.disconnect()
    this.#slices.stop()
  }

  #observeWithin(margin: string): IntersectionObserver {
    return new IntersectionObserver((entries) => this.#look(entries), {
      ...NOT_EACH_FRAME,
      root: document,
      rootMargin: `${margin} 0px`,
    })
  }

  #look(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const card = this.#cards.get(target)
      if (!card) continue
      card.isNear = isIntersecting
      const { top, bottom } = boundingClientRect
      card.isOnScreen = bottom > 0 && top < window.innerHeight
      this.#plan(card)
    }
  }

  /** Each step is done in a slice, and leads to the next one. */
  #plan(card: Card): void {
    card.takeBack?.()
    card.takeBack = null
    const step = card.isNear || this.#keepsAwake ? this.#towards(card) : this.#away(card)
    if (!step) return
    const { act, urgency } = step
    card.takeBack = this.#slices.add(() => {
      act(card)
      this.#plan(card)
    }, urgency)
  }

  get #keepsAwake(): boolean {
    return this.#keepsOffScreen && this.#count <= MOST_AWAKE
  }

  #towards({ depth, isAwake, isOnScreen }: Card): Step | null {
    const { words, chart } = isOnScreen ? URGENCY.seen : URGENCY.near
    if (!isAwake.value) return { act: (card) => this.#wake(card), urgency: words }
    if (depth.value < 2) return { act: more, urgency: chart }
    return null
  }

  #away({ depth, isAwake }: Card): Step | null {
    if (isAwake.value) return { act: (card) => this.#sleep(card), urgency: URGENCY.leaving }
    const makesAhead = this.#keepsOffScreen && this.#count <= MOST_ASLEEP
    if (makesAhead && depth.value < 2) return { act: (card) => this.#makeAhead(card), urgency: URGENCY.far }
    return null
  }

  #wake(card: Card): void {
    this.#asleep.delete(card)
    card.isAwake.value = true
    if (card.depth.value === 0) more(card)
  }

  #sleep(card: Card): void {
    card.isAwake.value = false
    this.#keep(card)
  }

  #makeAhead(card: Card): void {
    more(card)
    this.#keep(card)
  }

  /** Asleep, instead of the one that has slept longest where there are too many. */
  #keep(card: Card): void {
    this.#asleep.add(card)
    for (const longest of this.#asleep) {
      if (this.#asleep.size <= MOST_ASLEEP) return
      this.#asleep.delete(longest)
      longest.depth.value = 0
    }
  }
}

function more({ depth }: Card): void {
  depth.value = depth.value === 0 ? 1 : 2
}
