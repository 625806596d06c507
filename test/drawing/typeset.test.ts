import t from "tap"
import { typeset } from "../../src/drawing/typeset.ts"

t.test("names and formulas as people print them", async (t) => {
  const expected: Readonly<Record<string, string>> = {
    lambda0: "λ₀",
    "publishedLambda0, lambdaNL": "publishedLambda0, λ_NL",
    "|kappa_n| / |G_GP|": "|κₙ| / |G_GP|",
    "kappa4 / (24 int K_W^4)": "κ₄ / (24 int K_W⁴)",
    "<x^4> = 3/a^2 + (24 + 72) lambda/a^4": "⟨x⁴⟩ = 3/a² + (24 + 72) λ/a⁴",
    "L^-(dIn + 4)": "L^-(dIn + 4)",
    "exactly proportional to N^(1 - n/2)": "exactly proportional to N^(1 - n/2)",
    "10_132 or 5_1": "10_132 or 5_1",
    "sigma_b = 0, beta >= 0.5": "σ_b = 0, β ≥ 0.5",
    "a2c and deltas of lambdas": "a2c and deltas of lambdas",
    "x^-2": "x⁻²",
    "sigma_i sigma_(i+1) = f_(x)": "σᵢ σᵢ₊₁ = f_(x)",
    "lambda -2.5e-4, width 1e+6": "λ -2.5×10⁻⁴, width 10⁶",
    "1e5a, b1e5, 1e-4.5": "1e5a, b1e5, 1e-4.5",
    "<b> or <x> but no <script>": "⟨b⟩ or ⟨x⟩ but no <script>",
    "a < b and c > d": "a < b and c > d"
  }
  for (const [typed, printed] of Object.entries(expected)) t.equal(typeset(typed), printed)
})
