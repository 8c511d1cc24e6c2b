// The shapes that tell lines apart without colour (rule V2): at the newest sample, in the legend, beside a reading.

type Trace = (ctx: CanvasRenderingContext2D, x: number, y: number, radius: number) => void

const SHAPES: readonly Trace[] = [
  function circle(ctx, x, y, radius) {
    ctx.moveTo(x + radius, y)
    ctx.arc(x, y, radius, 0, 2 * Math.PI)
  },
  function square(ctx, x, y, radius) {
    const half = radius * 0.9
    ctx.rect(x - half, y - half, 2 * half, 2 * half)
  },
  function triangle(ctx, x, y, radius) {
    ctx.moveTo(x, y - 1.2 * radius)
    ctx.lineTo(x + 1.15 * radius, y + 0.9 * radius)
    ctx.lineTo(x - 1.15 * radius, y + 0.9 * radius)
    ctx.closePath()
  },
  function diamond(ctx, x, y, radius) {
    const half = radius * 1.3
    ctx.moveTo(x, y - half)
    ctx.lineTo(x + half, y)
    ctx.lineTo(x, y + half)
    ctx.lineTo(x - half, y)
    ctx.closePath()
  },
]

/** Adds the shape of a line to the current path. Lines beyond the fourth have the tones of the first and other shapes. */
export function traceMarker(
  ctx: CanvasRenderingContext2D,
  line: number,
  x: number,
  y: number,
  radius: number,
): void {
  const shape = (line + Math.floor(line / SHAPES.length)) % SHAPES.length
  SHAPES[shape]?.(ctx, x, y, radius)
}
