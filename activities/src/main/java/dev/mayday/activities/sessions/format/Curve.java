package dev.mayday.activities.sessions.format;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * The curve that Signal uses, with the JDK alone: X25519 (RFC 7748) for key pairs, and XEdDSA
 * signatures, which are Ed25519 signatures (RFC 8032) by the Edwards form of the same public key.
 */
final class Curve {
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger BASE = BigInteger.valueOf(9);

  private Curve() {}

  /** The public key of a private one: X25519(private, 9). */
  static byte[] publicOf(byte[] privateKey) {
    try {
      KeyFactory keys = KeyFactory.getInstance("X25519");
      KeyAgreement agreement = KeyAgreement.getInstance("X25519");
      agreement.init(
          keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey)));
      agreement.doPhase(
          keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE)), true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot compute X25519", e);
    }
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
