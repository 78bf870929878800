package dev.mayday.activities.sessions.format;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Signs as Signal's clients do (XEdDSA), by the formulas of RFC 8032; only tests sign. */
final class XEdDsa {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final Point BASE =
      new Point(
          new BigInteger(
              "15112221349535400772501151409588531511454012693041857206046113283949847762202"),
          BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P));

  private XEdDsa() {}

  private record Point(BigInteger x, BigInteger y) {
    Point plus(Point o) {
      BigInteger xy = D.multiply(x).multiply(o.x).multiply(y).multiply(o.y).mod(P);
      BigInteger left = x.multiply(o.y).add(y.multiply(o.x));
      BigInteger right = y.multiply(o.y).add(x.multiply(o.x));
      return new Point(
          left.multiply(BigInteger.ONE.add(xy).modInverse(P)).mod(P),
          right.multiply(BigInteger.ONE.subtract(xy).modInverse(P)).mod(P));
    }

    Point times(BigInteger n) {
      Point sum = new Point(BigInteger.ZERO, BigInteger.ONE);
      for (int i = n.bitLength() - 1; i >= 0; i--) {
        sum = sum.plus(sum);
        if (n.testBit(i)) sum = sum.plus(this);
      }
      return sum;
    }

    byte[] encoded() {
      byte[] bytes = little(y);
      if (x.testBit(0)) bytes[31] |= (byte) 0x80;
      return bytes;
    }
  }

  static byte[] sign(byte[] privateKey, byte[] message) {
    BigInteger a = scalar(privateKey);
    byte[] open = BASE.times(a).encoded();
    BigInteger r = number(sha512(privateKey, message)).mod(L);
    byte[] first = BASE.times(r).encoded();
    BigInteger h = number(sha512(first, open, message)).mod(L);
    byte[] signature = Arrays.copyOf(first, 64);
    System.arraycopy(little(r.add(h.multiply(a)).mod(L)), 0, signature, 32, 32);
    signature[63] |= (byte) (open[31] & 0x80);
    return signature;
  }

  private static BigInteger scalar(byte[] key) {
    byte[] clamped = key.clone();
    clamped[0] &= (byte) 248;
    clamped[31] &= 127;
    clamped[31] |= 64;
    return number(clamped);
  }

  private static BigInteger number(byte[] little) {
    byte[] big = new byte[little.length];
    for (int i = 0; i < big.length; i++) big[i] = little[big.length - 1 - i];
    return new BigInteger(1, big);
  }

  private static byte[] little(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) bytes[i] = number.shiftRight(8 * i).byteValue();
    return bytes;
  }

  private static byte[] sha512(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) digest.update(part);
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
