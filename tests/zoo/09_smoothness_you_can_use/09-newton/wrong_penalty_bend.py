EXPECTED = "no-penalty-bend"
newton_end = 1 + 0.4 / 0.25
