// What of a wall is there and awake off the screen: as much as the machine can carry. Cards are plain boxes that say how
// deep they are, and whether they are awake; the whole wall is tested beside this.
import { createPinia, disposePinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { createApp, defineComponent, h, ref, useTemplateRef } from 'vue'
import { useAwake, useNearness, useSlicedWall } from '../../src/components/nearness'
import { useDrawing } from '../../src/stores/drawing'

const SCREEN = 600
const CARD = 100
/** What only touches the screen's edge counts as seen: here cards are cut by it. */
const FIRST_AT = 20

/** What every card has to say. */
const news = ref('old')

const Card = defineComponent(
  ({ height }: { height: number }) => {
    const box = useTemplateRef<Element>('box')
    const { depth, isAwake } = useNearness(() => box.value, false)
    const said = useAwake(
      () => isAwake.value,
      () => news.value,
    )
    return () =>
      h(
        'div',
        {
          ref: 'box',
          class: 'box',
          style: `height: ${height}px`,
          'data-awake': isAwake.value,
          'data-depth': depth.value,
        },
        said.value,
      )
  },
  { props: { height: { type: Number, required: true } } },
)

let stop = (): void => undefined
afterEach(() => stop())

/** A wall of that many cards, one below the other. */
async function wall(cards: number, height = CARD) {
  const count = ref(cards)
  await page.viewport(800, SCREEN)
  window.scrollTo(0, 0)
  news.value = 'old'
  const host = document.createElement('div')
  document.body.style.margin = '0'
  host.style.paddingTop = `${FIRST_AT}px`
  document.body.append(host)
  const Wall = defineComponent(() => {
    useSlicedWall(() => count.value)
    return () => Array.from({ length: count.value }, (_, key) => h(Card, { key, height }))
  })
  const pinia = createPinia()
  const app = createApp(Wall).use(pinia)
  app.mount(host)
  stop = () => {
    app.unmount()
    disposePinia(pinia)
    host.remove()
  }
  const all = (): HTMLElement[] => [...host.querySelectorAll<HTMLElement>('.box')]
  const places = (is: (card: HTMLElement) => boolean): number[] =>
    all().flatMap((card, place) => (is(card) ? [place] : []))
  const range = (from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, place) => from + place)
  /** Waits until these cards are awake and whole, and no others are awake. */
  const expectAwake = (from: number, to: number): Promise<void> =>
    vi.waitFor(() => {
      expect(places(({ dataset }) => dataset['awake'] === 'true')).toEqual(range(from, to))
      expect(places(({ dataset }) => dataset['depth'] === '2')).toEqual(
        expect.arrayContaining(range(from, to)),
      )
    }, 5_000)
  const expectAllWhole = (): Promise<void> =>
    vi.waitFor(
      () => expect(places(({ dataset }) => dataset['depth'] === '2')).toHaveLength(count.value),
      5_000,
    )
  const made = (): number[] => places(({ dataset }) => dataset['depth'] !== '0')
  return { drawing: useDrawing(pinia), count, host, all, made, expectAwake, expectAllWhole }
}

it('of a long wall a quarter of a screen more is awake than what is seen, and nothing more on a machine that is too busy', async () => {
  const { drawing, expectAwake } = await wall(300)
  await expectAwake(0, 8)
  drawing.level = 'slower'
  await expectAwake(0, 8)
  drawing.level = 'slowest'
  await expectAwake(0, 6)

  window.scrollTo(0, 30 * CARD)
  await expectAwake(29, 36)

  drawing.level = 'slower'
  await expectAwake(28, 38)
})

it('a small wall is awake wherever one looks, until the machine is too busy for that, and then again', async () => {
  const { drawing, expectAwake, expectAllWhole } = await wall(30)
  await expectAwake(0, 30)
  drawing.level = 'slowest'
  await expectAwake(0, 6)
  await expectAllWhole()
  drawing.level = 'full'
  await expectAwake(0, 30)
})

it('a wall of up to two hundred is made ahead, asleep, as soon as the machine can carry it', async () => {
  const { drawing, expectAwake, expectAllWhole } = await wall(200)
  drawing.level = 'slowest'
  await expectAwake(0, 6)
  drawing.level = 'full'
  await expectAllWhole()
  await expectAwake(0, 8)
})

it('a wall that grows leaves what is seen awake, and has of the others what a larger one has', async () => {
  const { count, all, expectAwake, expectAllWhole } = await wall(50)
  await expectAwake(0, 50)
  const slept: boolean[] = []
  const watching = new MutationObserver((changes) => {
    const seen = all().slice(0, 6)
    for (const { target } of changes) slept.push(seen.some((card) => card === target))
  })
  for (const card of all()) watching.observe(card, { attributeFilter: ['data-awake'] })
  count.value = 150
  await expectAwake(0, 8)
  await expectAllWhole()
  watching.disconnect()
  expect(slept).toHaveLength(42)
  expect(slept).not.toContain(true)

  count.value = 60
  await expectAwake(0, 60)
})

it('T6: what a sleeping card says is not brought up to date before it wakes, and then it is at once', async () => {
  const { all, expectAwake, expectAllWhole } = await wall(100)
  await expectAllWhole()
  news.value = 'new'
  await vi.waitFor(() => expect(all()[0]?.textContent).toBe('new'))
  expect(all()[90]?.textContent).toBe('old')
  window.scrollTo(0, 94 * CARD)
  await expectAwake(92, 100)
  expect(all()[95]?.textContent).toBe('new')
})

it('P2: of a long wall the last two hundred that were seen stay whole, also while a search hides them', async () => {
  const { host, expectAwake, made } = await wall(1_500, 4)
  await expectAwake(0, 183)
  window.scrollTo(0, 2_000)
  await expectAwake(457, 683)
  expect(made()).toHaveLength(183 + 226)

  window.scrollTo(0, 4_000)
  await expectAwake(957, 1_183)
  expect(made()).toHaveLength(200 + 226)
  expect(made()[0]).toBeGreaterThan(457)

  host.style.display = 'none'
  await expectAwake(0, 0)
  expect(made()).toHaveLength(200)
  expect(made()[0]).toBeGreaterThan(957)
})
