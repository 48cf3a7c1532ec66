import assert from "node:assert/strict";
import { test } from "node:test";
import { solved } from "../../overrides/assets/javascripts/forms/proof-solving.js";

// Made by the Python package: create_challenge("PBKDF2/SHA-256", 5, counter=300, …), solve_challenge.
const CHALLENGE = {
  parameters: {
    algorithm: "PBKDF2/SHA-256",
    cost: 5,
    keyLength: 32,
    keyPrefix: "05fe038b5c950b8cda6708408f02d9d3",
    nonce: "d1009b4b84d6d34a1a8621ee846a7aaa",
    salt: "cc816a59fda9a7355be9d9c37dc32822",
    keySignature: "1ff52b4a4cc890c78404c39651934ea250f6b16f683e3dc6c2e99eee811f3b40",
    expiresAt: 4102444800,
  },
  signature: "1f8ae8d7d50dcd344efd4ce5005a98515090cb287c94650c33318f56c05d44a0",
};
const SOLUTION = {
  counter: 300,
  derivedKey: "05fe038b5c950b8cda6708408f02d9d39914fd58984785a3ebc5a5d21e1cf378",
};

test("a task is solved as the intake solves it", async () => {
  const payload = JSON.parse(atob(await solved(CHALLENGE)));
  assert.deepEqual(payload, { challenge: CHALLENGE, solution: SOLUTION });
});

test("a task of another kind is refused", async () => {
  const parameters = { ...CHALLENGE.parameters, algorithm: "SCRYPT" };
  await assert.rejects(solved({ ...CHALLENGE, parameters }), /unknown task: SCRYPT/);
});
