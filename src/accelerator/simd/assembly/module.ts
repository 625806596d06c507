/** What the host calls. */
export { Kind } from "./activation"
export { configure, features, heap, place, sample } from "./network"
export { deepFeatures, deepSample, deepen } from "./deep"
export { addGram, placeGram } from "./gram"
