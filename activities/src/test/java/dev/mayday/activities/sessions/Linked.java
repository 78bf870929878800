package dev.mayday.activities.sessions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.KeyAgreement;

/**
 * Makes a linked company with real keys and signatures. An Ed25519 key's hashed scalar is an X25519
 * private key, so the JDK itself can sign what libsignal signs; the sign of the Edwards point goes
 * into the signature's highest bit.
 */
public final class Linked {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  private Linked() {}

  /** Credentials as text, paired, with both pre-key counters at {@code next}. */
  public static String creds(long next) {
    Signer identity = new Signer();
    Signer account = new Signer();
    byte[] preKey = new Signer().secret;
    ObjectNode creds = MAPPER.createObjectNode();
    creds.set("noiseKey", pair(new Signer().secret));
    creds.set("pairingEphemeralKeyPair", pair(new Signer().secret));
    creds.set("signedIdentityKey", pair(identity.secret));
    ObjectNode signed = creds.putObject("signedPreKey");
    signed.set("keyPair", pair(preKey));
    signed.set("signature", buffer(identity.sign(joined(new byte[] {5}, open(preKey)))));
    signed.put("keyId", 1);
    creds.put("registrationId", 0).put("advSecretKey", text(random(32)));
    creds.put("nextPreKeyId", next).put("firstUnuploadedPreKeyId", next).put("registered", false);
    creds.putObject("me").put("id", "79001112233:7@s.whatsapp.net");
    account(creds.putObject("account"), identity, account);
    return creds.toString();
  }

  /** A pre-key's JSON. */
  public static String preKey() {
    return pair(random(32)).toString();
  }

  private static void account(ObjectNode node, Signer identity, Signer account) {
    byte[] details = random(12);
    byte[] own = open(identity.secret);
    byte[] key = open(account.secret);
    node.put("details", text(details)).put("accountSignatureKey", text(key));
    node.put("accountSignature", text(account.sign(joined(new byte[] {6, 0}, details, own))));
    node.put("deviceSignature", text(identity.sign(joined(new byte[] {6, 1}, details, own, key))));
  }

  private static ObjectNode pair(byte[] secret) {
    ObjectNode pair = MAPPER.createObjectNode();
    pair.set("private", buffer(secret));
    pair.set("public", buffer(open(secret)));
    return pair;
  }

  private static ObjectNode buffer(byte[] bytes) {
    return MAPPER.createObjectNode().put("type", "Buffer").put("data", text(bytes));
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) out.writeBytes(part);
    return out.toByteArray();
  }

  /** The X25519 public key. */
  private static byte[] open(byte[] secret) {
    try {
      KeyFactory keys = KeyFactory.getInstance("X25519");
      PrivateKey mine =
          keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
      KeyAgreement agreement = KeyAgreement.getInstance("X25519");
      agreement.init(mine);
      agreement.doPhase(
          keys.generatePublic(
              new XECPublicKeySpec(NamedParameterSpec.X25519, BigInteger.valueOf(9))),
          true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A private key that can agree and sign. */
  private static final class Signer {
    private final byte[] seed = random(32);
    private final byte[] secret;

    private Signer() {
      try {
        secret = Arrays.copyOf(MessageDigest.getInstance("SHA-512").digest(seed), 32);
        secret[0] &= (byte) 248;
        secret[31] &= 127;
        secret[31] |= 64;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Whether the Edwards point is odd is seen from a signature that verifies only with it. */
    private byte[] sign(byte[] message) {
      try {
        var factory = KeyFactory.getInstance("Ed25519");
        PrivateKey key =
            factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(message);
        byte[] bytes = signature.sign();
        if (odd()) bytes[63] |= (byte) 128;
        return bytes;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private boolean odd() throws GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
      var open = (java.security.interfaces.EdECPublicKey) generator.generateKeyPair().getPublic();
      return open.getPoint().isXOdd();
    }
  }

  /** Hands the seed to the generator, which has no other way to take one. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    private Fixed(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
