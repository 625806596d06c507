/** The part of the compiler's interface that build-simd.ts uses; its own types redeclare the globals of node. */
declare const asc: {
  readonly main: (
    options: ReadonlyArray<string>,
    environment: {
      readonly writeFile?: (name: string, contents: string | Uint8Array, folder: string) => void
    }
  ) => Promise<{ readonly error: Error | null; readonly stderr: { readonly toString: () => string } }>
}
export default asc
