// Tells what differs in two names that look the same: the characters themselves tell nobody, their script and number do.
import { signsOnlyIn } from '../../domain/look-alike'
import { messageTexts } from '../../texts/messages'
import { visibleText } from '../events/wire-text'

/** More tell nothing that these do not. */
const MOST = 3
const { letterOf } = messageTexts

/** @param other a name that looks like `name` */
export function lookAlikeWords(name: string, other: string): string {
  const own = signsOnlyIn(name, other)
  const others = signsOnlyIn(other, name)
  // What stands on no keyboard gives the game away, on whichever side it is.
  const isOther = !own.some(isUnusual) && (others.some(isUnusual) || own.length === 0)
  const signs = (isOther ? others : own).slice(0, MOST).map(signWords)
  const what = isOther ? messageTexts.otherHas(signs) : messageTexts.thisHas(signs)
  // Only spaces, or letters that are there twice, differ: that can be seen.
  return [messageTexts.looksLike(visibleText(other)), signs.length > 0 ? what : ''].filter(Boolean).join(' ')
}

function isUnusual(sign: string): boolean {
  return sign > '\u007e'
}

function signWords(sign: string): string {
  const codePoint = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return messageTexts.sign(looksOf(sign), codePoint)
}

function looksOf(sign: string): string {
  if (/[\p{C}\p{Z}\u115F\u1160\u3164\uFFA0]/u.test(sign)) return messageTexts.invisible
  if (/\p{M}/u.test(sign)) return messageTexts.combining
  return `${scriptOf(sign)} “${sign}”`
}

function scriptOf(sign: string): string {
  if (/\p{Script=Cyrillic}/u.test(sign)) return letterOf.cyrillic
  return /\p{Script=Greek}/u.test(sign) ? letterOf.greek : letterOf.other
}
