// What the pixels of the page say, judged by meaning: golden screenshots differ from machine to machine.
import type { Locator, Page } from '@playwright/test'

/** Where pixels of a kind are in a picture, from 0 (top) to 1 (bottom); all zero where there are none. */
export interface Found {
  /** Share of all pixels, 0 to 1. */
  share: number
  count: number
  top: number
  bottom: number
}

/** Red as warnings and alarms are: the red channel clearly above the others. */
export function redPixels(part: Locator): Promise<Found> {
  return find(part.page(), part, 'red')
}

/** Saturated as ISA-101 reserves it for the abnormal: HSV S > 0.5 and V > 0.3 (rule V1). */
export function saturatedPixels(page: Page): Promise<Found> {
  return find(page, page, 'saturated')
}

async function find(page: Page, part: Locator | Page, wanted: 'red' | 'saturated'): Promise<Found> {
  const picture = (await part.screenshot({ animations: 'disabled' })).toString('base64')
  return page.evaluate(
    async ({ source, kind }) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob())
      const { width, height } = bitmap
      const context = new OffscreenCanvas(width, height).getContext('2d')!
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, width, height)
      const found = { share: 0, count: 0, top: 1, bottom: 0 }
      for (let at = 0; at < data.length; at += 4) {
        const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
        const most = Math.max(r, g, b)
        const isWanted =
          kind === 'red'
            ? r > 120 && r > 1.5 * Math.max(g, b)
            : most > 0.3 * 255 && most - Math.min(r, g, b) > 0.5 * most
        if (!isWanted) continue
        const row = Math.floor(at / 4 / width) / height
        found.count++
        found.top = Math.min(found.top, row)
        found.bottom = Math.max(found.bottom, row)
      }
      found.share = found.count / (width * height)
      return found
    },
    { source: picture, kind: wanted },
  )
}

export interface Colour {
  r: number
  g: number
  b: number
}

/** The computed colour of a part's text. */
export async function colourOf(part: Locator): Promise<Colour> {
  const [r = 0, g = 0, b = 0] = await part.evaluate((element) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d')!
    context.fillStyle = getComputedStyle(element).color
    context.fillRect(0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data]
  })
  return { r, g, b }
}

export function isRed({ r, g, b }: Colour): boolean {
  return r > 1.5 * Math.max(g, b)
}
