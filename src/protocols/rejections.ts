// What of one state could not be understood: all of it counted (T6), the first put into words. A state of thousands
// of faults must cost no more than a good one.
import type { Rejection, Update } from '../domain/updates'
import { rejection } from './rejection'
import { wireTexts } from '../texts/wire'

/** No page shows more of them at once. */
const IN_WORDS = 20

export class Rejections {
  readonly list: Rejection[] = []

  /** @param readings how many are lost with it */
  add(reason: () => string, raw: unknown, readings = 0): void {
    const isInWords = this.list.length < IN_WORDS
    this.list.push(
      isInWords ? rejection(reason(), raw, readings) : { reason: wireTexts.moreRejected, raw: '', readings },
    )
  }

  /** The same, beside whatever else there is to tell. */
  get updates(): Update[] {
    return this.list.map((one) => ({ kind: 'rejection', rejection: one }))
  }
}
