// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import static io.weir.functions.Call.assertFails;
import static io.weir.functions.Call.call;
import static io.weir.spi.error.ErrorCode.INVALID_ARGUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingFunctionsTest {
    @Test
    void digits() {
        assertThat(call("BIN", 12)).isEqualTo("1100");
        assertThat(call("BIN", -1)).isEqualTo("1".repeat(64));
        assertThat(call("HEX", 255)).isEqualTo("FF");
        assertThat(call("HEX", Long.MIN_VALUE)).isEqualTo("8000000000000000");
        assertThat(call("HEX", "é€")).isEqualTo("C3A9E282AC");
        assertThat(call("HEX", new byte[] {0, -1})).isEqualTo("00FF");
        assertThat(call("UNHEX", "fFf")).isEqualTo(new byte[] {0x0F, -1});
        assertThat(call("UNHEX", "")).isEqualTo(new byte[0]);
        assertFails(INVALID_ARGUMENT, "UNHEX", "0g");
        assertFails(INVALID_ARGUMENT, "UNHEX", "é");
    }

    @Test
    void base64() {
        assertThat(call("TO_BASE64", "hello world")).isEqualTo("aGVsbG8gd29ybGQ=");
        assertThat(call("TO_BASE64", new byte[] {0, -1})).isEqualTo("AP8=");
        assertThat(call("FROM_BASE64", "w6nigqw")).isEqualTo("é€");
        assertFails(INVALID_ARGUMENT, "FROM_BASE64", "a");
        assertFails(INVALID_ARGUMENT, "FROM_BASE64", "!!!!");
        assertFails(INVALID_ARGUMENT, "FROM_BASE64", "/w==");
    }

    @Test
    void characterSets() {
        assertThat(call("ENCODE", "é", "iso-8859-1")).isEqualTo(new byte[] {(byte) 0xE9});
        assertThat(call("DECODE", new byte[] {0, 'a', 0x20, (byte) 0xAC}, "UTF-16BE"))
                .isEqualTo("a€");
        assertFails(INVALID_ARGUMENT, "ENCODE", "€", "ISO-8859-1");
        assertFails(INVALID_ARGUMENT, "ENCODE", "a", "EBCDIC");
        assertFails(INVALID_ARGUMENT, "DECODE", new byte[] {-1}, "UTF-8");
        assertFails(INVALID_ARGUMENT, "DECODE", new byte[] {0}, "UTF-16BE");
    }

    @Test
    void digests() {
        assertThat(call("MD5", "")).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
        assertThat(call("SHA1", "abc")).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(call("SHA256", "abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(call("SHA2", "abc", 224)).isEqualTo("23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
        assertThat((String) call("SHA384", "abc"))
                .startsWith("cb00753f45a35e8b")
                .hasSize(96);
        assertThat((String) call("SHA512", "abc"))
                .startsWith("ddaf35a193617aba")
                .hasSize(128);
        assertFails(INVALID_ARGUMENT, "SHA2", "abc", 1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "PROTOCOL, http",
                "AUTHORITY, u:p@Host:80",
                "USERINFO, u:p",
                "HOST, Host",
                "PATH, /a/b",
                "QUERY, k=v&k2=",
                "FILE, /a/b?k=v&k2=",
                "REF, top",
                "PORT, NULL"
            })
    void partsOfUrls(String part, String value) {
        assertThat(call("PARSE_URL", "HTTP://u:p@Host:80/a/b?k=v&k2=#top", part))
                .isEqualTo(value);
    }

    @Test
    void urlsThatLackParts() {
        assertThat(call("PARSE_URL", "mailto:a@b", "HOST")).isNull();
        assertThat(call("PARSE_URL", "mailto:a@b", "PATH")).isEqualTo("a@b");
        assertThat(call("PARSE_URL", "http://[::1]:80?q", "HOST")).isEqualTo("[::1]");
        assertThat(call("PARSE_URL", "http://[::1]:80?q", "PATH")).isEqualTo("");
        assertThat(call("PARSE_URL", "http://h#a?b", "QUERY")).isNull();
        assertThat(call("PARSE_URL", "http://h#a?b", "REF")).isEqualTo("a?b");
        assertThat(call("PARSE_URL", "/a/b", "PATH")).isNull();
        assertThat(call("PARSE_URL", "", "PATH")).isNull();
        assertThat(call("PARSE_URL", "1http://h", "HOST")).isNull();
        assertThat(call("PARSE_URL", "http://h?a=1&b=&aa=2", "QUERY", "aa")).isEqualTo("2");
        assertThat(call("PARSE_URL", "http://h?a=1&b=&aa=2", "QUERY", "b")).isEqualTo("");
        assertThat(call("PARSE_URL", "http://h?a=1&b=&aa=2", "QUERY", "c")).isNull();
        assertThat(call("PARSE_URL", "http://h?a=1", "HOST", "a")).isNull();
    }

    @Test
    void urlEncoding() {
        assertThat(call("URL_ENCODE", "a b&é~")).isEqualTo("a+b%26%C3%A9%7E");
        assertThat(call("URL_DECODE", "a+b%26%c3%A9")).isEqualTo("a b&é");
        assertFails(INVALID_ARGUMENT, "URL_DECODE", "%4");
        assertFails(INVALID_ARGUMENT, "URL_DECODE", "%FF");
        assertFails(INVALID_ARGUMENT, "URL_DECODE", "%zz");
    }
}
