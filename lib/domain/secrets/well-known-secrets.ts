/**
 * Secrets that tutorials, framework documentation and sample files print, as the first 128 bits of their SHA-256 in hex: so
 * nobody can copy a usable one from here, and no secret scanner stops at this file. Only those of 32 characters and more
 * are listed; shorter ones are refused by their length.
 */
export const wellKnownSecretDigests: ReadonlySet<string> = new Set([
  "570dad43de1af4c925f92c16a68a5093",
  "465d9ad5d5528ebe287b5dce4fb51620",
  "db6833593279d7373592ef70e51f3daf",
  "730d21a80e61a8de82d12cb4c0b8057c",
  "8b1b17a9740c068accab5c3d0d652c8e",
  "3354cfcf65c7b2e6840ea6f880aede23",
  "14c32be5c6e20c6848704d12af0e4c18",
  "5df73e1aa59d8f332c2f5fd6ea1c37d0",
  "bf0b62edab9c25ed15d8ad7487c3e0a9",
  "2a1d61d5e1997a7a64a97eb3d44c733a",
  "2598f7d6adc142d88161630f3db12ab2",
  "117704e38ecd0301bea37aac8dcf2f62",
  "487b70f6459919eb487fc7692b38efe8",
  "fb801db82c8ba557c52f7db2f11f99c3",
  "9877be62cd59c97bdbab245b4f392622",
  "a064b502e61d27e94b8717290e5e1b32",
  "1453cea2dc3799e9026e42b3e465e455",
  "23d792aa6cd110f037069c54b7770fbc",
  "7cf2e522ec54176c234b4d24faef043f",
  "ad9f42cdd2293d26428f18792b39f4a1",
  "d328d517e09060d1aad34f3fb12d82ab",
  "7f75367e7881255134e1375e723d1dea",
  "64d746731874f06de94ba78881e487a9",
  "5de104e7400ed9755648cf1c249e3496",
  "7d97a6b426ef74cb32e0ffa6e79ca007",
]);
