// What of a wall is there off the screen: as much as the machine can carry. Cards are plain boxes that say how deep they
// are; the whole wall is tested beside this.
import { createPinia, disposePinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { createApp, defineComponent, h, useTemplateRef } from 'vue'
import { useDepth, useSlicedWall } from '../../src/components/near-screen'
import { useDrawing } from '../../src/stores/drawing'

const SCREEN = 600
const CARD = 100
/** What only touches the screen's edge counts as seen: here cards are cut by it. */
const FIRST_AT = 50

const Card = defineComponent(
  ({ height }: { height: number }) => {
    const box = useTemplateRef<Element>('box')
    const depth = useDepth(() => box.value, false)
    return () =>
      h('div', { ref: 'box', class: 'box', style: `height: ${height}px`, 'data-depth': depth.value })
  },
  { props: { height: { type: Number, required: true } } },
)

let stop = (): void => undefined
afterEach(() => stop())

/** A wall of that many cards, one below the other. */
async function wall(cards: number, isSmall: boolean, height = CARD) {
  await page.viewport(800, SCREEN)
  const host = document.createElement('div')
  document.body.style.margin = '0'
  host.style.paddingTop = `${FIRST_AT}px`
  document.body.append(host)
  const Wall = defineComponent(() => {
    useSlicedWall(() => isSmall)
    return () => Array.from({ length: cards }, (_, key) => h(Card, { key, height }))
  })
  const pinia = createPinia()
  const app = createApp(Wall).use(pinia)
  app.mount(host)
  stop = () => {
    app.unmount()
    disposePinia(pinia)
    host.remove()
  }
  const depths = (): string[] =>
    [...host.querySelectorAll<HTMLElement>('.box')].map(({ dataset }) => dataset['depth'] ?? '')
  /** Waits until these cards are whole and all others have no more than their frame. */
  const expectWhole = (from: number, to: number): Promise<void> =>
    vi.waitFor(() => {
      const expected = Array.from({ length: cards }, (_, card) => (card >= from && card < to ? '2' : '0'))
      expect(depths()).toEqual(expected)
    }, 5_000)
  return { drawing: useDrawing(pinia), host, expectWhole }
}

it('of a long wall half a screen more is whole than what is seen, and nothing more on a machine that is too busy', async () => {
  const { drawing, expectWhole } = await wall(100, false)
  await expectWhole(0, 9)
  drawing.level = 'slower'
  await expectWhole(0, 9)
  drawing.level = 'slowest'
  await expectWhole(0, 6)

  window.scrollTo(0, 30 * CARD)
  await expectWhole(29, 36)

  drawing.level = 'slower'
  await expectWhole(26, 39)
})

it('a small wall is whole wherever one looks, until the machine is too busy for that, and then again', async () => {
  const { drawing, expectWhole } = await wall(30, true)
  await expectWhole(0, 30)
  drawing.level = 'slowest'
  await expectWhole(0, 6)
  drawing.level = 'full'
  await expectWhole(0, 30)
})

it('P4: what is hidden stays whole, to be back at once: 120 at most, and none on a machine that is too busy', async () => {
  const { drawing, host, expectWhole } = await wall(400, false, 5)
  await expectWhole(0, 171)
  host.style.display = 'none'
  await expectWhole(51, 171)
  host.style.display = ''
  await expectWhole(0, 171)
  host.style.display = 'none'
  await expectWhole(51, 171)
  drawing.level = 'slowest'
  await expectWhole(0, 0)
})
