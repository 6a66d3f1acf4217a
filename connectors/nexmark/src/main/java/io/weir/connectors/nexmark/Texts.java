// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.nexmark;

import io.weir.spi.batch.BytesVector;
import io.weir.spi.batch.Vector;
import io.weir.spi.batch.VectorBuilder;
import io.weir.spi.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts that all batches of a table refer to, so that none is ever copied: a block of random letters, of which
 * texts of random letters are pieces; a block of random words for names and descriptions; and the channels.
 */
final class Texts {
    static final int BLOCK = 1 << 18;
    static final int CHANNELS = 10_000;

    private static final List<String> HOT_CHANNELS = List.of("Google", "Facebook", "Baidu", "Apple");
    private static final int URL_PART = 5;

    private static final List<String> FIRST_NAMES =
            List.of("Peter", "Paul", "Luke", "John", "Saul", "Vicky", "Kate", "Julie", "Sarah", "Deiter", "Walter");
    private static final List<String> LAST_NAMES =
            List.of("Shultz", "Abrams", "Spencer", "White", "Bartels", "Walton", "Smith", "Jones", "Noris");
    private static final List<String> CITIES = List.of(
            "Phoenix",
            "Los Angeles",
            "San Francisco",
            "Boise",
            "Portland",
            "Bend",
            "Redmond",
            "Seattle",
            "Kent",
            "Cheyenne");
    private static final List<String> STATES = List.of("AZ", "CA", "ID", "OR", "WA", "WY");

    /** Some texts to choose from, as a vector with NULL behind the last. */
    record Vocabulary(int size, Vector vector, int[] lengths) {
        static Vocabulary of(List<String> texts) {
            VectorBuilder builder = VectorBuilder.of(DataType.text(), texts.size() + 1);
            texts.forEach(builder::appendValue);
            builder.appendNull();
            BytesVector vector = (BytesVector) builder.build();
            return new Vocabulary(texts.size(), vector, vector.lengths());
        }

        /** The same without the NULL. */
        Vector withoutNull() {
            BytesVector all = (BytesVector) vector;
            return new BytesVector(size, all.blocks(), null, all.starts(), all.lengths(), null);
        }
    }

    final byte[] letters = new byte[BLOCK];
    final byte[] words = new byte[BLOCK];

    /** The urls of the channels, and by the channel's number where they lie; the hot channels follow the others. */
    final byte[] urls;

    final long[] urlPlaces;
    final byte[] channels;
    final long[] channelPlaces;
    final Vocabulary names;
    final Vocabulary cities = Vocabulary.of(CITIES);
    final Vocabulary states = Vocabulary.of(STATES);

    Texts(long seed) {
        for (int i = 0; i < BLOCK; i++) {
            long bits = Mix.bits(~seed, i);
            letters[i] = letter(bits);
            words[i] = Mix.low(bits, 13) == 0 ? (byte) ' ' : letter(bits);
        }
        List<String> channelNames = new ArrayList<>();
        List<String> channelUrls = new ArrayList<>();
        for (int i = 0; i < CHANNELS + HOT_CHANNELS.size(); i++) {
            long bits = Mix.bits(~seed - 1, i);
            String url = url(bits);
            if (i >= CHANNELS) {
                channelNames.add(HOT_CHANNELS.get(i - CHANNELS));
            } else {
                channelNames.add("channel-" + i);
                url += Mix.low(bits, 10) > 0 ? "&channel_id=" + (Integer.reverse(i) >>> 1) : "";
            }
            channelUrls.add(url);
        }
        urls = block(channelUrls);
        urlPlaces = places(channelUrls);
        channels = block(channelNames);
        channelPlaces = places(channelNames);
        List<String> people = new ArrayList<>();
        for (String first : FIRST_NAMES) {
            for (String last : LAST_NAMES) {
                people.add(first + " " + last);
            }
        }
        names = Vocabulary.of(people);
    }

    /** The number of a channel, half of the time a hot one. */
    static int channel(long bits) {
        int hot = CHANNELS + (int) (bits >>> 60 & 3);
        int any = (int) Mix.low(bits, CHANNELS);
        // Without a branch, which would be guessed wrong every other time.
        return any + (hot - any & (int) (bits >> 63));
    }

    /** A length such that a text of {@code others} bytes and this one have {@code average} bytes on average. */
    static int extraLength(int others, int average, long bits) {
        if (others > average) {
            return 0;
        }
        int wanted = average - others;
        int spread = (int) Math.round(wanted * 0.2);
        return wanted - spread + (int) Mix.high(bits, 2L * spread);
    }

    /** Where in a block a piece of the given length begins. */
    static int place(long bits, int length) {
        return (int) Mix.low(bits, BLOCK - length);
    }

    /** The length of a word of 3 to {@code maxLength} - 1 letters. */
    static int wordLength(long bits, int maxLength) {
        return 3 + (int) Mix.high(bits, maxLength - 3);
    }

    private static byte letter(long bits) {
        return (byte) ('a' + Mix.high(bits, 26));
    }

    private static String url(long bits) {
        StringBuilder url = new StringBuilder("https://www.nexmark.com/");
        for (int part = 0; part < 3; part++) {
            long own = Mix.bits(bits, part);
            int length = wordLength(own, URL_PART);
            for (int i = 0; i < length; i++) {
                long letter = Mix.bits(own, i + 1);
                url.append(Mix.low(letter, 13) == 0 ? '_' : (char) letter(letter));
            }
            url.append('/');
        }
        return url.append("item.htm?query=1").toString();
    }

    private static byte[] block(List<String> texts) {
        return String.join("", texts).getBytes(StandardCharsets.US_ASCII);
    }

    /** By text where it lies in the block: its start in the high half, its length in the low one. */
    private static long[] places(List<String> texts) {
        long[] places = new long[texts.size()];
        long start = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = start << 32 | texts.get(i).length();
            start += texts.get(i).length();
        }
        return places;
    }
}
