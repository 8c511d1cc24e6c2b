// The slower way to draw, all of it, loaded only where our own does not hold.

import type { DrawingWay } from '../drawing-way'
import { StockChart } from './stock-chart'
import { stockLayers } from './stock-layers'
import { StockCanvas, stockSetup } from './stock-setup'

export const stockWay: DrawingWay = {
  Canvas: StockCanvas,
  LiveChart: StockChart,
  plugins: [stockLayers],
  setup: stockSetup,
}
