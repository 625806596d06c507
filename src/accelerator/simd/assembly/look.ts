/** How a long call hears that it is wanted no more: the host throws, through the module, and the call ends there. */

@external("env", "look")
export declare function look(): void

let turns: i32 = 0

/** For loops of microseconds: one call in 256 asks the host. */
@inline export function glance(): void {
  if ((++turns & 255) == 0) look()
}
