/** A skill that the tests build. */
package net.example.shop;
