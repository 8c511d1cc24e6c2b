// What of one state could not be understood: all of it counted (T6), the first put into words. A state of thousands
// of faults must cost no more than a good one.
import type { Rejection } from '../../../domain/updates'
import { rejection } from '../../rejection'
import { texts } from './texts'

/** No page shows more of them at once. */
const IN_WORDS = 20

export class Rejections {
  readonly list: Rejection[] = []

  /** @param readings how many are lost with it */
  add(reason: () => string, raw: unknown, readings = 0): void {
    const isInWords = this.list.length < IN_WORDS
    this.list.push(
      isInWords ? rejection(reason(), raw, readings) : { reason: texts.moreRejected, raw: '', readings },
    )
  }
}
