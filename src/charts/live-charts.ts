// The charts themselves, in one part to load.
export { contractHolds } from './contract/chart-js-contract'
export { drawBy } from './drawing-way'
export { default as SparklineChart } from './SparklineChart.vue'
export { default as TimeSeriesChart } from './TimeSeriesChart.vue'
