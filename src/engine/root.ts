/** The folder that has the program's package.json: the repository, or the package. Folders of src/ have one of their own. */
import { findPackageJSON } from "node:module"
import { dirname } from "node:path"

export const root: string = dirname(findPackageJSON("../..", import.meta.url)!)
