// How long the side of a canvas is, so that neither CSS nor the device cuts a pixel of it: otherwise the browser stretches
// the picture by a part of one, and it blurs.

/** What may stay free at the edge for it, in CSS pixels; screens of odd densities have no length nearby. */
const MOST_FREE = 4
/** Densities come as rounded numbers, a third of a pixel too. */
const WHOLE = 0.01

/** The greatest whole number of CSS pixels in `room` that is, if one is near, a whole number of device pixels too. */
export function canvasLength(room: number, devicePixelRatio: number): number {
  const most = Math.floor(room)
  for (let length = most; length > 0 && length >= most - MOST_FREE; length--) {
    const pixels = length * devicePixelRatio
    if (Math.abs(pixels - Math.round(pixels)) < WHOLE) return length
  }
  return most
}
