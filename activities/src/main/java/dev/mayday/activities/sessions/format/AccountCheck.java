package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * The signatures that bind a device to its account. Hosted business accounts sign with other
 * prefixes, so a signature that does not hold is a warning; a missing field is an error.
 */
final class AccountCheck {
  private AccountCheck() {}

  static void check(JsonNode account, byte[] identity, List<String> errors, List<String> warnings) {
    try {
      byte[] details = Buffers.bytesOrBase64(account.path("details"), "details");
      byte[] key = Buffers.bytesOrBase64(account.path("accountSignatureKey"), "key", 32);
      byte[] byAccount =
          Buffers.bytesOrBase64(account.path("accountSignature"), "accountSignature", 64);
      byte[] byDevice =
          Buffers.bytesOrBase64(account.path("deviceSignature"), "deviceSignature", 64);
      if (!Curve.signed(key, joined(0, details, identity), byAccount))
        warnings.add("the account's signature does not hold for this identity key");
      if (!Curve.signed(identity, joined(1, details, identity, key), byDevice))
        warnings.add("the device's signature does not hold for this account");
    } catch (Damage damage) {
      errors.add("the credentials' account " + damage.getMessage());
    }
  }

  private static byte[] joined(int kind, byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(6);
    out.write(kind);
    for (byte[] part : parts) out.writeBytes(part);
    return out.toByteArray();
  }
}
