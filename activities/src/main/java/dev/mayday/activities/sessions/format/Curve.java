package dev.mayday.activities.sessions.format;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * The curve that Signal uses: X25519 (RFC 7748) for key pairs, and XEdDSA signatures, which are
 * Ed25519 signatures (RFC 8032) by the Edwards form of the same public key. Of the pairs there may
 * be a million: Bouncy Castle, which keeps a table for the base point, takes a fifth of the JDK's
 * time for one.
 */
final class Curve {
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  private Curve() {}

  /** The public key of a private one: X25519(private, 9). */
  static byte[] publicOf(byte[] privateKey) {
    byte[] open = new byte[X25519.POINT_SIZE];
    X25519.scalarMultBase(privateKey, 0, open, 0);
    return open;
  }

  /** Whether the two belong together. */
  static boolean pair(byte[] privateKey, byte[] publicKey) {
    return Arrays.equals(publicOf(privateKey), publicKey);
  }

  /** Whether an XEdDSA signature of 64 bytes over the message is by that public key. */
  static boolean signed(byte[] publicKey, byte[] message, byte[] signature) {
    try {
      byte[] plain = signature.clone();
      boolean odd = (plain[63] & 0x80) != 0;
      plain[63] &= 0x7f;
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(edwards(publicKey, odd));
      ed25519.update(message);
      return ed25519.verify(plain);
    } catch (GeneralSecurityException | ArithmeticException noPointOrNoSignature) {
      return false;
    }
  }

  /** y = (u - 1) / (u + 1); the sign of x comes with the signature. */
  private static PublicKey edwards(byte[] publicKey, boolean odd) throws GeneralSecurityException {
    BigInteger u = littleEndian(publicKey).mod(P);
    BigInteger y = u.subtract(BigInteger.ONE).multiply(u.add(BigInteger.ONE).modInverse(P)).mod(P);
    EdECPublicKeySpec spec =
        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, y));
    return KeyFactory.getInstance("Ed25519").generatePublic(spec);
  }

  /** The top bit of a public key means nothing (RFC 7748, section 5). */
  private static BigInteger littleEndian(byte[] bytes) {
    byte[] big = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) big[i] = bytes[bytes.length - 1 - i];
    big[0] &= 0x7f;
    return new BigInteger(1, big);
  }
}
