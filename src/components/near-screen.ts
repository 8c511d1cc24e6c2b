// Which cards of a wall are near the screen, and how much of them is there: far away a frame with its name, nearer what it
// says, then its chart. One observer for all of them, and a few cards a frame, so that scrolling stays fluent (P1).
import {
  inject,
  nextTick,
  onBeforeUnmount,
  onMounted,
  onScopeDispose,
  provide,
  shallowRef,
  watchEffect,
  type InjectionKey,
  type ShallowRef,
} from 'vue'
import { NOT_EACH_FRAME } from '../charts'
import { KEEPS_OFF_SCREEN } from '../domain/drawing'
import { useDrawing } from '../stores/drawing'
import { Slices } from './slices'

/** 0: its frame with its name and state; 1: what it says as well; 2: with its chart. */
export type Depth = 0 | 1 | 2

interface Card {
  depth: ShallowRef<Depth>
  isNear: boolean
  isOnScreen: boolean
  /** It has no place at all now, as where a search does not match. */
  isHidden: boolean
  takeBack: (() => void) | null
}

/** This much of the screen's height beyond each of its edges is near. */
const MARGIN = '50%'
/**
 * What is seen comes before what may be seen soon, and words before charts. What was left behind goes before another chart
 * is made that nobody sees yet, or scrolling on and on would heap them up.
 */
const URGENCY = { seen: { words: 0, chart: 1 }, cards: 2, near: { words: 3, chart: 5 }, leaving: 4 }

/** So many that were hidden stay as they are, for a search is soon another. */
const KEPT_HIDDEN = 120

const NEAR_SCREEN: InjectionKey<NearScreen> = Symbol('near screen')

class NearScreen {
  readonly slices = new Slices({
    now: () => performance.now(),
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (id) => cancelAnimationFrame(id),
    // To lay out what came is a part of its work, and would else come on top of a frame's.
    settled: async () => {
      await nextTick()
      document.body.getBoundingClientRect()
    },
  })
  readonly #cards = new Map<Element, Card>()
  /** Those that are whole though they are hidden, the last one hidden at the end. */
  readonly #kept = new Map<Card, Element>()
  #isSmall = false
  #keepsOffScreen = true
  #observer = this.#observeWithin(MARGIN)

  /** Of so few cards all are whole wherever they are, while cards off the screen may be. */
  setSmall(isSmall: boolean): void {
    if (isSmall === this.#isSmall) return
    this.#isSmall = isSmall
    for (const [element, card] of this.#cards) this.#plan(card, element)
  }

  /** Whether cards off the screen may be whole at all. */
  keepOffScreen(keeps: boolean): void {
    if (keeps === this.#keepsOffScreen) return
    this.#keepsOffScreen = keeps
    this.#observer.disconnect()
    this.#observer = this.#observeWithin(keeps ? MARGIN : '0px')
    // It tells of each card anew, which then comes or goes.
    for (const element of this.#cards.keys()) this.#observer.observe(element)
  }

  /** To be called when what was hidden may be shown: the browser tells of nothing that goes from hidden to far away. */
  lookAgain(): void {
    for (const element of this.#kept.values()) {
      this.#observer.unobserve(element)
      this.#observer.observe(element)
    }
  }

  observe(element: Element, depth: ShallowRef<Depth>): void {
    this.#cards.set(element, { depth, isNear: false, isOnScreen: false, isHidden: false, takeBack: null })
    this.#observer.observe(element)
  }

  unobserve(element: Element): void {
    const card = this.#cards.get(element)
    card?.takeBack?.()
    if (card) this.#kept.delete(card)
    this.#cards.delete(element)
    this.#observer.unobserve(element)
  }

  stop(): void {
    this.#observer.disconnect()
    this.slices.stop()
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
      const { top, bottom, width } = boundingClientRect
      card.isOnScreen = bottom > 0 && top < window.innerHeight
      card.isHidden = width === 0
      this.#plan(card, target)
    }
  }

  #plan(card: Card, element: Element): void {
    card.takeBack?.()
    card.takeBack = null
    this.#kept.delete(card)
    const { depth, isOnScreen } = card
    const isWanted = card.isNear || (this.#isSmall && this.#keepsOffScreen)
    if (isWanted && depth.value < 2) {
      const { words, chart } = isOnScreen ? URGENCY.seen : URGENCY.near
      const urgency = depth.value === 0 ? words : chart
      card.takeBack = this.slices.add(() => {
        depth.value = depth.value === 0 ? 1 : 2
        this.#plan(card, element)
      }, urgency)
    } else if (!isWanted && depth.value > 0) {
      if (card.isHidden && this.#keepsOffScreen) this.#keep(card, element)
      else this.#leave(card)
    }
  }

  #keep(card: Card, element: Element): void {
    this.#kept.set(card, element)
    for (const longest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_HIDDEN) return
      this.#kept.delete(longest)
      this.#leave(longest)
    }
  }

  #leave(card: Card): void {
    card.takeBack = this.slices.add(() => {
      card.depth.value = 0
    }, URGENCY.leaving)
  }
}

export interface SlicedWall {
  /** Does a piece of work, as to show some cards, in one of the next frames; the returned function takes it back. */
  inSlices: (piece: () => void) => () => void
  /** To be called when cards that were hidden are shown. */
  lookAgain: () => void
}

/**
 * To be called by whoever shows many cards.
 * @param isSmall whether there are so few that all of them are whole while the machine can carry it
 */
export function useSlicedWall(isSmall: () => boolean): SlicedWall {
  const near = new NearScreen()
  provide(NEAR_SCREEN, near)
  const drawing = useDrawing()
  watchEffect(() => near.setSmall(isSmall()))
  watchEffect(() => near.keepOffScreen(KEEPS_OFF_SCREEN[drawing.level]))
  onScopeDispose(() => near.stop())
  return {
    inSlices: (piece) => near.slices.add(piece, URGENCY.cards),
    lookAgain: () => near.lookAgain(),
  }
}

/**
 * How much of a card is there now. Where nobody shows many it is all of it.
 * @param startsWhole for a card that is known to be on the screen: its words come with it, not after it
 */
export function useDepth(element: () => Element | null, startsWhole: boolean): Readonly<ShallowRef<Depth>> {
  const near = inject(NEAR_SCREEN, null)
  const depth = shallowRef<Depth>(near ? (startsWhole ? 1 : 0) : 2)
  let observed: Element | null = null
  onMounted(() => {
    observed = element()
    if (observed) near?.observe(observed, depth)
  })
  onBeforeUnmount(() => {
    if (observed) near?.unobserve(observed)
  })
  return depth
}
